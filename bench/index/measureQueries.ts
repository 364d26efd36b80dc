import { placeOf } from "../../indexer/query/place.ts";
import { benchWord, hexOf as hex, zipf } from "./fillIndex.ts";

export type MeasureQueriesParameters = {
  indexUrl: string;
  works: number;
  /** Different questions of each kind. */
  rounds: number;
};

export type Measured = {
  name: string;
  /** Milliseconds: the fastest tells most on a machine that does other things. */
  least: number;
  median: number;
  p99: number;
  /** Entries of a page on average, and how many pages were short. */
  entries: number;
  short: number;
};

type Question = { path: string; body?: unknown };

const account = (number: number) => `0x${(number + 4096).toString(16).padStart(40, "0")}`;
const zero = account(-4096);

/** Milliseconds inside the server for many different questions of each kind, as its Server-Timing header says. */
export async function measureQueries({ indexUrl, works, rounds }: MeasureQueriesParameters): Promise<Measured[]> {
  let seed = 7;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const below = (most: number) => Math.floor(random() * most);
  const word = (from: number, to: number) => benchWord(from + below(to - from));
  const deep = () => placeOf((100 + below(works / 1000)) * 1_048_576);
  const useId = () => ["keep", "print", "show-online"][below(3)];
  const questions: Record<string, () => Question> = {
    "search: digest of a file": () => ({ path: `/v1/search?q=${hex("f", below(works), 64).slice(2)}` }),
    "search: number of a work": () => ({ path: `/v1/search?q=${hex("w", below(works), 56)}` }),
    "search: beginning of a word": () => ({ path: `/v1/search?q=${benchWord(zipf(random())).slice(0, 4)}` }),
    "words: rare (1 in 10,000 or less)": () => ({ path: `/v1/works?q=${word(5000, 40_000)}` }),
    "words: middling (1 in 100)": () => ({ path: `/v1/works?q=${word(200, 600)}` }),
    "words: common (more than 1 in 4)": () => ({ path: `/v1/works?q=${word(0, 8)}` }),
    "words: two, both common": () => ({ path: `/v1/works?q=${word(0, 20)}+${word(20, 100)}` }),
    "words: two, any": () => ({ path: `/v1/works?q=${benchWord(zipf(random()))}+${benchWord(zipf(random()))}` }),
    "words with category and availability": () => ({
      path: `/v1/works?q=${word(0, 100)}&category=musical&available=true`,
    }),
    "page of 100, the newest": () => ({ path: "/v1/works?limit=100" }),
    "page of 100, deep": () => ({ path: `/v1/works?limit=100&after=${deep()}` }),
    "page of 100, category and price": () => ({
      path: `/v1/works?limit=100&category=musical&available=true&currency=${zero}&maxPrice=1000000000`,
    }),
    "page of 100, use and territory": () => ({ path: `/v1/works?limit=100&use=${useId()}&territory=DE` }),
    "page of 100, of an account": () => ({ path: `/v1/works?limit=100&claimant=${account(below(2000))}` }),
    "page of 100, of a holder": () => ({ path: `/v1/works?limit=100&holder=${account(below(2000))}` }),
    "one work": () => ({ path: `/v1/works/${hex("w", below(works), 56)}` }),
    "a file's claims": () => ({ path: `/v1/files/${hex("f", below(works), 64)}` }),
    "near names": () => ({
      path: `/v1/near?name=${benchWord(zipf(random()))}+${benchWord(zipf(random()))}+${benchWord(zipf(random()))}`,
    }),
    "clearance of a file": () => ({
      path: "/v1/clearance",
      body: {
        files: [hex("f", below(works / 5) * 5, 64)],
        use: "keep",
        purpose: "private",
        territory: "DE",
        account: account(below(2000)),
      },
    }),
    "clearance of 100 files": () => ({
      path: "/v1/clearance",
      body: {
        files: Array.from({ length: 100 }, () => hex("f", below(works), 64)),
        ...{ use: "keep", purpose: "private", territory: "DE", account: account(below(2000)) },
      },
    }),
    "licences of a holder, running": () => ({ path: `/v1/licences?holder=${account(below(2000))}&state=running` }),
    "offers of a work": () => ({ path: `/v1/offers?work=${hex("w", below(works / 5) * 5, 56)}` }),
    "an account": () => ({ path: `/v1/accounts/${account(below(2000))}` }),
    "trends: registrations by week": () => ({ path: "/v1/trends?measure=registrations&by=week" }),
    "trends: licences by month and use": () => ({ path: "/v1/trends?measure=licences&split=use" }),
    "trends: income in a territory": () => ({ path: `/v1/trends?measure=income&territory=FR` }),
  };
  const measured: Measured[] = [];
  for (const [name, question] of Object.entries(questions)) {
    const times: number[] = [];
    let [entries, short] = [0, 0];
    for (let i = 0; i < rounds + 5; i++) {
      const { path, body } = question();
      const response = await fetch(`${indexUrl}${path}`, body ? { method: "POST", body: JSON.stringify(body) } : {});
      const answer = (await response.json()) as {
        items?: unknown[];
        next?: string | null;
        error?: { message: string };
      };
      if (!response.ok) throw new Error(`${path}: ${answer.error?.message}`);
      // The first few fill caches.
      if (i < 5) continue;
      times.push(Number(/dur=([\d.]+)/.exec(response.headers.get("Server-Timing") ?? "")?.[1]));
      entries += answer.items?.length ?? 0;
      const asked = Number(/limit=(\d+)/.exec(path)?.[1] ?? 30);
      if (answer.next && (answer.items?.length ?? 0) < asked) short++;
    }
    times.sort((one, other) => one - other);
    const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] as number;
    measured.push({ name, least: at(0), median: at(0.5), p99: at(0.99), entries: entries / rounds, short });
  }
  return measured;
}
