import * as v from "valibot";
import { zeroAddress } from "viem";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type AnswerOf, askIndex, IndexError, indexUrl, type QuestionOf, questions, routes } from "./index.ts";
import { IndexedTerms, IndexedWork, IndexHealth } from "./schemas.ts";

afterEach(() => vi.unstubAllGlobals());

const at = { block: 5, time: 1_800_000_000 };
const ines = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

const work = (changes: Partial<v.InferInput<typeof IndexedWork>> = {}): v.InferInput<typeof IndexedWork> => ({
  id: `0x${"1f".repeat(28)}`,
  claimant: ines,
  controller: ines,
  category: "literary",
  name: "The Salt Almanac",
  description: "A novella in twelve tides.",
  image: null,
  thumbnail: null,
  language: "en",
  credits: [{ name: "Ines Okafor", role: "author", account: ines }],
  registeredAt: at,
  provenTime: at.time,
  revisions: 0,
  offers: { open: 0, cheapest: null },
  licencesSold: 0,
  parents: 0,
  derivatives: 0,
  income: [],
  ...changes,
});

const health: v.InferInput<typeof IndexHealth> = {
  chainId: 31337,
  deployment: `0x${"ab".repeat(32)}`,
  ready: false,
  state: "diverged",
  sentence: "The index has followed another chain.",
  indexed: { ...at, hash: null },
  chainHead: null,
  lagBlocks: null,
  lagSeconds: null,
  finalized: 3,
  diverged: 4,
  rpc: "ok",
  content: { known: 1, fetched: 1, waiting: 0, failed: 0 },
};

/** An index that answers everything with this; what it was asked. */
function stub(answer: () => unknown) {
  const asked: { url: string; init: RequestInit }[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    init.signal?.throwIfAborted();
    const given = await answer();
    return given instanceof Response ? given : Response.json(given);
  });
  return asked;
}

const ask = (answer: () => unknown) => {
  stub(answer);
  return askIndex("/index/", routes.works, {});
};

async function problem(answer: () => unknown) {
  const error = await ask(answer).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof IndexError)) throw new Error(`Expected an IndexError, got ${error}.`);
  return [error.problem, error.shortMessage] as const;
}

describe("indexUrl", () => {
  it("puts each part of a question where the route has it", () => {
    const { works, work, search } = routes;
    expect(indexUrl("https://x.example/index//", works, {})).toBe("https://x.example/index/v1/works");
    expect(indexUrl("/index", works, { category: "musical", available: true, limit: 5, q: undefined })).toBe(
      "/index/v1/works?category=musical&available=true&limit=5",
    );
    expect(indexUrl("", work, { id: "../evil?x" })).toBe("/v1/works/..%2Fevil%3Fx");
    expect(indexUrl("", search, { q: "a&b #1" })).toBe("/v1/search?q=a%26b+%231");
  });
});

describe("askIndex", () => {
  it("reads a page of works, amounts exact", async () => {
    const cheapest = { offer: `0x${"0f".repeat(32)}`, currency: zeroAddress, price: "9".repeat(78) };
    const page = await ask(() => ({ at, items: [work({ offers: { open: 1, cheapest } })], next: "7" }));
    expect(page.next).toBe("7");
    expect(page.items[0]?.offers.cheapest?.price).toBe(BigInt("9".repeat(78)));
  });

  it("sends a question with a body as JSON", async () => {
    const use = { use: "print", purpose: "editorial", territory: "DE" } as const;
    const asked = stub(() => ({ at, ...use, field: null, from: 1, until: 2, account: null, items: [] }));
    const question: QuestionOf<typeof routes.clearance> = { works: ["5"], ...use };
    await askIndex("/index", routes.clearance, question);
    expect(asked[0]?.url).toBe("/index/v1/clearance");
    expect(asked[0]?.init).toMatchObject({ method: "POST", body: JSON.stringify(question) });
  });

  it("C10 tells an index that is starting from one that is gone", async () => {
    const message = "The index has read 3 of 9 blocks.";
    expect(await problem(() => Response.json({ error: { code: "starting", message } }, { status: 503 }))).toEqual([
      "starting",
      message,
    ]);
    expect((await problem(() => new Response("", { status: 503 })))[0]).toBe("starting");
    expect((await problem(() => Promise.reject(new TypeError("Failed to fetch"))))[0]).toBe("unreachable");
    expect((await problem(() => new Response("<h1>502</h1>", { status: 502 })))[0]).toBe("unreachable");
  });

  it("tells the index's own name for its reason, and none where it gave none", async () => {
    const refusal = (code: string, status: number) => () =>
      Response.json({ error: { code, message: "Ask again." } }, { status });
    for (const [code, status, name] of [
      ["starting", 503, "starting"],
      ["failed", 503, "failed"],
      ["too-many", 429, "too-many"],
      ["of-another-version", 400, "other"],
    ] as const) {
      stub(refusal(code, status));
      await expect(askIndex("/index", routes.health, {})).rejects.toMatchObject({ code: name });
    }
    stub(() => new Response("", { status: 503 }));
    await expect(askIndex("/index", routes.health, {})).rejects.toMatchObject({ code: undefined });
  });

  it("C10 reads the health of an index that is not to be relied on, and only of the route that has one", async () => {
    stub(() => Response.json(health, { status: 503 }));
    const read = await askIndex("/index", routes.health, {});
    expect(read).toMatchObject({ ready: false, state: "diverged", diverged: 4, sentence: health.sentence });
    stub(() => new Response("", { status: 503 }));
    await expect(askIndex("/index", routes.health, {})).rejects.toMatchObject({ problem: "starting" });
    expect((await problem(() => Response.json(health, { status: 503 })))[0]).toBe("starting");
  });

  it("passes on the sentence of a refusal, made visible and cut", async () => {
    const message = `Words: \u202e${"a".repeat(900)}`;
    const [kind, said] = await problem(() => Response.json({ error: { code: "X", message } }, { status: 400 }));
    expect(kind).toBe("refused");
    expect(said).toContain("⟦U+202E⟧");
    expect(said.length).toBeLessThan(520);
  });

  it.each<[string, () => unknown]>([
    ["a page of HTML", () => new Response("<html>")],
    ["nothing", () => new Response("")],
    ["truncated JSON", () => new Response('{"at":{"block":1')],
    ["another shape", () => ({ at, items: [{}], next: null })],
    [
      "an amount that is no whole number",
      () => ({ at, items: [work({ income: [{ currency: zeroAddress, received: "1.5" }] })], next: null }),
    ],
    ["an address that is none", () => ({ at, items: [work({ claimant: "javascript:alert(1)" })], next: null })],
    ["a number that leads elsewhere", () => ({ at, items: [work({ id: "../../evil" })], next: null })],
    ["a negative block", () => ({ at: { block: -1, time: 0 }, items: [], next: null })],
    ["a place in the list that is none", () => ({ at, items: [], next: "7&q=x" })],
    ["more than any answer has", () => new Response("x".repeat(8_000_001))],
  ])("C10 W05 refuses %s", async (_, answer) => {
    expect((await problem(answer))[0]).toBe("unreadable");
  });

  it("ends when the person goes on typing", async () => {
    stub(() => ({ at, items: [], next: null }));
    const controller = new AbortController();
    controller.abort();
    const asked = askIndex("/index", routes.works, {}, { signal: controller.signal });
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
  });

  it("ends a question that is under way, and leaves no one listening", async () => {
    const controller = new AbortController();
    let listening = 0;
    for (const name of ["addEventListener", "removeEventListener"] as const) {
      const own = controller.signal[name].bind(controller.signal) as (...given: unknown[]) => void;
      vi.spyOn(controller.signal, name).mockImplementation((...given: unknown[]) => {
        listening += name === "addEventListener" ? 1 : -1;
        own(...given);
      });
    }
    vi.stubGlobal("fetch", (_: string, { signal }: RequestInit) => {
      return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    });
    const asked = askIndex("/index", routes.works, {}, { signal: controller.signal });
    controller.abort();
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
    expect(listening).toBe(0);
  });
});

describe("what a reader gets", () => {
  it("leaves out what a later version added, and what it has no word for it does not take for nothing", () => {
    const later = { ...work(), category: "hologram", resale: 5 };
    const read = v.parse(IndexedWork, later);
    expect(read.category).toBe("unknown");
    expect(read).not.toHaveProperty("resale");
    const terms = {
      id: `0x${"7e".repeat(24)}`,
      uses: ["print", "holograms", "unknown:40"],
      purposes: ["editorial", "dreaming"],
      territories: ["DE", "X9"],
      field: null,
      exclusivity: "sole",
      duration: 5,
      duties: false,
    } as const;
    expect(v.parse(IndexedTerms, terms)).toMatchObject({
      uses: ["print"],
      purposes: ["editorial"],
      territories: ["DE"],
      others: { uses: ["holograms", "unknown:40"], purposes: ["dreaming"], territories: ["X9"] },
    });
    expect(v.parse(IndexHealth, { ...health, state: "haunted" }).state).toBe("unknown");
  });

  it("W06 has marks in place of what could deceive, and no endless text", () => {
    const { name, description } = v.parse(IndexedWork, work({ name: "a\u202eb", description: "d".repeat(10_000) }));
    expect(name).toBe("a⟦U+202E⟧b");
    expect(description).toHaveLength(2_000);
  });

  it("has the whole description on a work's own page", () => {
    const answer = {
      at,
      work: work({ description: "d".repeat(10_000) }),
      ...{ versions: [], files: [], parents: [], derivatives: [], holders: [], income: [] },
    };
    expect(v.parse(routes.work.answer, answer).work.description).toHaveLength(10_000);
  });

  it("W05 names a picture by its digest only", () => {
    const cid = "ipfs://bafkreialwovsn2aam42ya3qyhjsioykc6imbifxgs2jdwxhcrdtgcvjaka";
    expect(v.parse(IndexedWork, work({ image: cid, thumbnail: cid }))).toMatchObject({ image: cid, thumbnail: cid });
    for (const other of ["https://tracker.test/a.png", "javascript:alert(1)", "ipfs://../x", null]) {
      expect(v.parse(IndexedWork, work({ image: other, thumbnail: other }))).toMatchObject({
        image: null,
        thumbnail: null,
      });
    }
  });

  it("has the numbers of an answer as they are counted with", () => {
    const answer: AnswerOf<typeof routes.trends> = v.parse(routes.trends.answer, {
      at,
      measure: "income",
      by: "day",
      series: [{ key: "x", currency: zeroAddress, points: [{ time: 5, value: "7", count: 1 }] }],
    });
    expect(answer.series[0]?.points[0]?.value).toBe(7n);
  });
});

describe("questions", () => {
  const said = (schema: v.GenericSchema, value: unknown) => v.safeParse(schema, value).issues?.[0].message;

  it.each([
    ["UK", /nearest is “GB”, United Kingdom/],
    ["el", /“GR”/],
    ["de", /“DE”, Germany/],
    ["Germany", /“DE”/],
    ["Germny", /“DE”/],
    ["XX", /^give a code of ISO 3166-1/],
    ["", /^give a code of ISO 3166-1/],
    [undefined, /^give a code of ISO 3166-1/],
    [5, /^give a code of ISO 3166-1/],
  ])("a territory “%s” is no code, and the nearest is named", (value, sentence) => {
    expect(said(questions.works.query.territory.wrapped, value)).toMatch(sentence);
  });

  it.each([
    ["prnt", /nearest is “print”; give one of keep, print/],
    ["show_online", /“show-online”/],
    ["zzz", /^give one of/],
  ])("a use “%s” is none, and the nearest is named", (value, sentence) => {
    expect(said(questions.works.query.use.wrapped, value)).toMatch(sentence);
  });

  it("takes the number of a work in any spelling, and no other", () => {
    const id = questions.work.path.id;
    const hex = `0x${"0".repeat(54)}1f`;
    for (const text of ["31", "#31", " 0x1f ", "0x1F", hex]) expect(v.parse(id, text), text).toBe(hex);
    for (const text of ["0", "", "x", `1${"0".repeat(78)}`, `0x1${"0".repeat(56)}`, "1 OR 1=1"]) {
      expect(said(id, text), text).toMatch(/number of a work/);
    }
  });
});
