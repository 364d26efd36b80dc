import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  categories,
  contentRootOf,
  createDigester,
  createManifest,
  discloseFiles,
  formatId,
  ipfsUriOf,
  isSameAddress,
  type Offer,
  workIdOf,
} from "@colophon/sdk";
import { licencesAbi } from "@colophon/sdk/abi";
import { readStatement, statementDocument, writeJson } from "@colophon/sdk/books";
import { buyCall, registerCall, stampCall } from "@colophon/sdk/calls";
import { askIndex, indexUrl, type QuestionOf, routes } from "@colophon/sdk/index-api";
import { readOffers } from "@colophon/sdk/read";
import { fieldHashOf, purposes, territories, uses } from "@colophon/sdk/terms";
import { type Hex, keccak256, sha256, stringToBytes } from "viem";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openApi } from "../../indexer/http/openApi.ts";
import { askGraphql } from "../../scripts/indexCheck/indexRows.ts";
import { createWorld, testAccount, type World } from "../../sdk/src/testing/world.ts";
import { createDice } from "../utils/createDice.ts";
import { createLife, type Life } from "./support/createLife.ts";
import { serveDocuments } from "./support/standIns.ts";
import {
  type Answer,
  askApi,
  dumpIndex,
  engines,
  startTestIndexer,
  type TestIndexer,
} from "./support/startTestIndexer.ts";

const people = [0, 1, 2, 3].map(testAccount);
let life: Life;
let world: World;
let gateway: Awaited<ReturnType<typeof serveDocuments>>;

/** Works that have names, and the digests of their files. */
const named = [
  { name: "The House on the Hill", language: "en", description: "Two houses were sold.", credit: "Ines Okafor" },
  { name: "Das Haus am Meer", language: "de", description: "Alte Häuser, neue Lieder.", credit: "Jörg Weiß" },
  { name: "Café de la Gare", language: "fr", description: "Les chansons d'hiver.", credit: "Zoë Lefèvre" },
  { name: "Зимние песни", language: "ru", description: "Песня о доме.", credit: "Анна Ключ" },
  { name: "東京の夜", language: "ja", description: "静かな夜の歌。", credit: "山田花子" },
  { name: "1984 Reasons", language: "en", description: "A count.", credit: "Nobody" },
].map((work, i) => ({ ...work, category: categories[i % 3]?.id ?? "other", id: "" as Hex, file: "" as Hex }));

/** The pictures of the first of them. */
const cover = { image: ipfsUriOf(sha256("0x01")), thumbnail: ipfsUriOf(sha256("0x02")) };

async function registerNamed() {
  const digester = await createDigester();
  const [claimant, other] = people as [(typeof people)[number], (typeof people)[number]];
  // The first says what its claimant is called. Later ones call somebody else something, and their claimant by letters
  // that are not what they look like.
  const credited = [
    { name: "Ines Okafor", account: claimant.address },
    { name: "Jörg Weiß", account: other.address },
    { name: "Inеs Оkаfоr", account: claimant.address },
  ];
  for (const [i, work] of named.entries()) {
    digester.update(stringToBytes(work.name));
    const file = { path: "a.txt", type: "text/plain", ...digester.finish() };
    const manifest = createManifest({ files: [file] });
    const contentRoot = contentRootOf(manifest);
    const metadataDigest = gateway.add({
      ...{ name: work.name, description: work.description, language: work.language, category: work.category },
      credits: [
        { name: work.credit, role: "author" },
        ...credited.slice(i, i + 1).map((one) => ({ ...one, role: "editor" })),
      ],
      ...(work === named[0] && {
        image: cover.image,
        thumbnail: { uri: cover.thumbnail, type: "image/webp", size: 900, width: 30, height: 40 },
      }),
    });
    const registration = { contentRoot, salt: keccak256(contentRoot), metadataDigest, category: work.category };
    await world.send(claimant, registerCall(world.deployment, { registration, disclosures: discloseFiles(manifest) }));
    work.id = formatId(workIdOf({ claimant: claimant.address, contentRoot }), "work");
    work.file = file.sha256;
  }
}

beforeAll(async () => {
  world = await createWorld();
  gateway = await serveDocuments();
  await registerNamed();
  life = await createLife(world, "questions");
  await life.live(600);
  const unopened = stampCall(world.deployment, { commitment: keccak256(stringToBytes("never registered")) });
  await world.send(people[2] as (typeof people)[number], unopened);
});

afterAll(() => {
  gateway?.stop();
  world?.stop();
});

describe.each(engines)("on %s", (engine) => {
  let indexer: TestIndexer;
  const ask = (path: string, body?: unknown) => askApi(indexer.url(), path, body);
  const names = (answer: { works?: { name: string }[]; items?: { name: string }[] }) =>
    (answer.works ?? answer.items ?? []).map(({ name }) => name);

  beforeAll(async () => {
    const { deployment, url: rpcUrl } = world;
    indexer = await startTestIndexer({ engine, deployment, rpcUrl, gateways: [gateway.url] });
    await indexer.reached(Number(await world.client.getBlockNumber()));
    await vi.waitFor(
      async () => {
        expect((await indexer.health())?.content.fetched).toBe(named.length);
        for (const word of ["reasons", "hill", "meer", "gare", "зимние", "東京"]) {
          expect((await ask(`/v1/works?q=${encodeURIComponent(word)}`)).answer?.items, word).toHaveLength(1);
        }
      },
      { timeout: 500_000, interval: 500 },
    );
  });

  afterAll(() => indexer?.stop());

  /** All entries of a list, page by page. */
  async function all(path: string, limit = 100) {
    const items: Answer[] = [];
    for (let after: string | null = ""; after !== null; ) {
      const { status, answer } = await ask(
        `${path}${path.includes("?") ? "&" : "?"}limit=${limit}${after && `&after=${after}`}`,
      );
      expect(status).toBe(200);
      items.push(...answer.items);
      after = answer.next;
    }
    return items;
  }

  test("every question is answered as its schema and the OpenAPI document say, by every kind of answer", async () => {
    const [offer] = await all("/v1/offers");
    const person = String(people[0]?.address);
    const work = String(offer?.work);
    const use = { use: "keep", purpose: "private", territory: "DE" } as const;
    const asked: { [Name in keyof typeof routes]: QuestionOf<(typeof routes)[Name]>[] } = {
      health: [{}],
      search: [{ q: "house" }, { q: person }, { q: offer?.id }, { q: work }, { q: String(named[0]?.file), limit: 1 }],
      works: [{ limit: 50 }, { use: "print", purpose: "internal", territory: "DE", available: true, sort: "oldest" }],
      work: [{ id: work }, { id: String(named[0]?.id) }],
      workVersions: [{ id: work }, { id: String(named[0]?.id), limit: 1 }],
      workFiles: [{ id: String(named[0]?.id) }],
      workDerivatives: [{ id: work }],
      workHolders: [{ id: work }],
      file: [{ sha256: String(named[0]?.file) }],
      near: [{ name: "The Hause on the Hill" }],
      clearance: [
        { files: [String(named[0]?.file)], works: [work], words: "house", ...use },
        { works: [work], ...use, field: "language: French", account: String(people[1]?.address), from: 5 },
      ],
      licences: [{}, { state: "terminated" }],
      offers: [{ state: "open" }, { work }],
      account: [{ address: person }],
      names: [{ of: person }, { of: `${person},${testAccount(9).address}` }],
      trends: [{ measure: "income", by: "week" }, { split: "category" }, { measure: "licences", split: "use" }],
      royaltyStatement: [{ holder: person }],
      taxYearStatement: [{ holder: person, year: 2026 }],
      registerStatement: [{ licensor: person }],
      inventoryStatement: [{ owner: person }],
      auditStatement: [{ work }],
    };
    for (const [name, questions] of Object.entries(asked)) {
      const route = routes[name as keyof typeof routes];
      for (const question of questions) {
        // What is asked by the SDK's own client can be read by it, and `ask` compares the same with the schemas.
        const answer = await askIndex(indexer.url(), route, question as never);
        expect(answer, name).toBeTypeOf("object");
        const url = indexUrl("", route, question as never);
        expect((await ask(url, route.method === "post" ? question : undefined)).status, url).toBe(200);
      }
    }
    expect((await ask("/openapi.json")).answer).toEqual(JSON.parse(JSON.stringify(openApi())));
  });

  test("a work is told with its cover, large and small", async () => {
    const { work } = (await ask(`/v1/works/${named[0]?.id}`)).answer;
    expect(work).toMatchObject(cover);
    const read = await askIndex(indexer.url(), routes.works, { q: "hill" });
    expect(read.items[0]).toMatchObject(cover);
  });

  test.each([
    ["house", ["Das Haus am Meer", "The House on the Hill"]],
    ["houses sold", ["The House on the Hill"]],
    ["HAUSER", ["Das Haus am Meer"]],
    ["häuser", ["Das Haus am Meer"]],
    ["weiss jorg", ["Das Haus am Meer"]],
    ["cafe", ["Café de la Gare"]],
    ["chanson", ["Café de la Gare"]],
    ["песни", ["Зимние песни"]],
    ["東京", ["東京の夜"]],
    ["夜", []],
    ["1984", ["1984 Reasons"]],
    ["house chanson", []],
    ["'; DROP TABLE work; --", []],
    ["a' | 'b & !:*", []],
  ])("words “%s” find what they should", async (q, expected) => {
    const { status, answer } = await ask(`/v1/works?q=${encodeURIComponent(q)}`);
    expect(status).toBe(200);
    // Stems of one language may be words of another, so what is more than expected is not wrong.
    expect(names(answer)).toEqual(
      expect.arrayContaining(expected.filter((name) => name !== "Das Haus am Meer" || q !== "house")),
    );
    if (expected.length === 0) expect(names(answer)).toEqual([]);
  });

  test("one box finds numbers, links, digests, accounts and unfinished words", async () => {
    const [work] = named;
    const id = String(work?.id);
    for (const [q, kind] of [
      [id, "work"],
      [BigInt(id).toString(), "work"],
      [`#${BigInt(id)}`, "work"],
      [`https://colophon.example/works/${id}?from=mail`, "work"],
      [`http://127.0.0.1:4173/#/works/${BigInt(id)}`, "work"],
      [String(work?.file), "digest"],
      [String(work?.file).slice(2).toUpperCase(), "digest"],
      [String(people[0]?.address), "address"],
      ["hou", "words"],
    ]) {
      const { answer } = await ask(`/v1/search?q=${encodeURIComponent(String(q))}`);
      expect(answer.query, q).toEqual({ kind });
      if (kind === "digest") expect(answer.files[0].work.id).toBe(id);
      else if (kind !== "address") expect(names(answer), q).toContain("The House on the Hill");
      else expect(answer.account.works.claimed).toBeGreaterThan(0);
    }
    const [licence] = await all("/v1/licences");
    const found = (await ask(`/v1/search?q=${licence?.id}`)).answer;
    expect(found.query.kind).toBe("licence");
    expect(found.licences[0]).toEqual(licence);
    expect(found.works.map(({ id: work }: Answer) => work)).toEqual([licence?.work]);
    const [offer] = await all("/v1/offers");
    const offered = (await ask(`/v1/search?q=${offer?.id}`)).answer;
    expect(offered.query.kind).toBe("offer");
    expect(offered.offers).toEqual([offer]);
    expect(offered.works.map(({ id: work }: Answer) => work)).toEqual([offer?.work]);
  });

  test("an account's stamps are counted, and those that nothing has opened yet", async () => {
    const rows = await dumpIndex(String(indexer.url()));
    const opened = new Set(rows.version?.map((row) => JSON.parse(row).commitment));
    const stamps = (rows.commitment ?? []).map((row) => JSON.parse(row));
    let unopened = 0;
    for (const { address } of people) {
      const own = stamps.filter(({ firstFrom }) => firstFrom.toLowerCase() === address.toLowerCase());
      const waiting = own.filter(({ id }) => !opened.has(id)).length;
      const { answer } = await ask(`/v1/accounts/${address}`);
      expect(answer.stamps).toEqual({ sent: own.length, unopened: waiting });
      unopened += waiting;
    }
    // A registration that was refused leaves its stamp unopened, too.
    expect(unopened).toBeGreaterThan(0);
  });

  test("accounts are told what they call themselves, and nobody what another calls them", async () => {
    const [ines, other] = people.map(({ address }) => address);
    const asked = `${ines?.toLowerCase()},${other},${ines},${testAccount(9).address}`;
    const { status, answer } = await ask(`/v1/names?of=${asked}`);
    expect(status).toBe(200);
    expect(answer.items).toEqual([{ account: ines, name: "Ines Okafor", work: named[0]?.id }]);
  });

  test.each([
    ["", "give addresses with commas between them"],
    ["0x12", "give addresses with commas between them"],
    [`${people[0]?.address},`, "give addresses with commas between them"],
    [
      Array.from({ length: 101 }, (_, i) => testAccount(i + 1).address).join(","),
      "these are 101 accounts; give at most 100",
    ],
  ])("names of “%.20s” are refused with a way out", async (of, sentence) => {
    const { status, answer } = await ask(`/v1/names?of=${of}`);
    expect([status, answer.error.parameter]).toEqual([400, "of"]);
    expect(answer.error.message).toContain(sentence);
  });

  test("near names are found in spite of typing errors", async () => {
    const { answer } = await ask("/v1/near?name=The+Huose+on+teh+Hill");
    expect(answer.items[0].work.name).toBe("The House on the Hill");
    expect(answer.items[0].likeness).toBeLessThan(1);
    expect((await ask("/v1/near?name=cafe+de+la+gare")).answer.items[0].likeness).toBe(1);
    expect((await ask("/v1/near?name=zzzz")).answer.items).toEqual([]);
  });

  test("pages hold every work once, in order, whatever the filters are", async () => {
    const whole = await all("/v1/works");
    expect(whole.length).toBe(named.length + life.memory.works.length);
    const oldest = await all("/v1/works?sort=oldest", 7);
    expect(oldest.map(({ id }) => id)).toEqual(whole.map(({ id }) => id).reverse());
    const { address } = people[0] as (typeof people)[number];
    const filters: Record<string, (work: Answer) => boolean> = {
      "category=musical": (work) => work.category === "musical",
      [`claimant=${address}`]: (work) => work.claimant === address,
      [`controller=${address}`]: (work) => work.controller === address,
      [`category=literary&claimant=${address}`]: (work) => work.category === "literary" && work.claimant === address,
      [`from=${(whole[5] as Answer).registeredAt.time}`]: (work) =>
        work.registeredAt.time >= (whole[5] as Answer).registeredAt.time,
      [`to=${(whole[5] as Answer).registeredAt.time}`]: (work) =>
        work.registeredAt.time < (whole[5] as Answer).registeredAt.time,
      "q=house": (work) => /house/i.test(work.name ?? ""),
    };
    for (const [filter, matches] of Object.entries(filters)) {
      const expected = whole.filter(matches).map(({ id }) => id);
      expect(expected.length, filter).toBeGreaterThan(0);
      expect(
        (await all(`/v1/works?${filter}`, 2)).map(({ id }) => id),
        filter,
      ).toEqual(expected);
    }
    const offers = (await all("/v1/offers?state=open")).filter(({ buyer }) => buyer === null) as Answer[];
    const available = (await all("/v1/works?available=true", 3)).map(({ id }) => id);
    expect(new Set(available)).toEqual(new Set(offers.map(({ work }) => work)));
    const cheap = offers.filter(
      (it) =>
        it.terms.uses.includes("print") &&
        it.terms.purposes.includes("teaching") &&
        (it.terms.territories === "worldwide" || it.terms.territories.includes("JP")) &&
        it.currency === world.token &&
        BigInt(it.price) <= 5000n,
    );
    const query = `use=print&purpose=teaching&territory=JP&currency=${world.token}&maxPrice=5000`;
    expect(new Set((await all(`/v1/works?${query}`, 3)).map(({ id }) => id))).toEqual(
      new Set(cheap.map(({ work }) => work)),
    );
  });

  test("a work's lists are told by page as they are told with the work, and none of a work that is not there", async () => {
    const seen = { versions: 0, files: 0, derivatives: 0, holders: 0 };
    const plain = (rows: Answer[]) => rows.map((row) => JSON.stringify(row)).sort();
    for (const { id } of await all("/v1/works")) {
      const { answer } = await ask(`/v1/works/${id}`);
      for (const list of ["versions", "files", "derivatives", "holders"] as const) {
        const pages = await all(`/v1/works/${id}/${list}`, 1);
        expect(plain(pages), `${list} of ${id}`).toEqual(plain(answer[list]));
        seen[list] = Math.max(seen[list], pages.length);
      }
    }
    for (const [list, most] of Object.entries(seen)) expect(most, list).toBeGreaterThan(list === "files" ? 0 : 1);
    const { status, answer } = await ask(`/v1/works/0x${"1".repeat(56)}/holders`);
    expect([status, answer.error.code]).toEqual([404, "no-such-work"]);
    const [first] = await all("/v1/works");
    for (const wrong of ["5", "AAAA", (await ask("/v1/works?limit=1")).answer.next]) {
      expect((await ask(`/v1/works/${first?.id}/derivatives?after=${wrong}`)).status, wrong).toBe(400);
    }
  });

  test("claims to a file are told by page, in the order in which they are proven", async () => {
    const files = new Map<string, number>();
    for (const row of (await dumpIndex(indexer.url())).file ?? []) {
      const { digest } = JSON.parse(row);
      files.set(digest, (files.get(digest) ?? 0) + 1);
    }
    for (const digest of files.keys()) {
      const whole = (await ask(`/v1/files/${digest}`)).answer;
      expect(whole.next).toBeNull();
      expect(whole.items.map(({ rank }: Answer) => rank)).toEqual(whole.items.map((_: Answer, i: number) => i + 1));
      expect(await all(`/v1/files/${digest}`, 1)).toEqual(whole.items);
    }
    expect(files.size).toBeGreaterThan(named.length - 1);
  });

  test("the example of GraphQL in docs/index-api.md is answered, and what is too large is not", async () => {
    const text = await readFile(join(import.meta.dirname, "../../docs/index-api.md"), "utf8");
    const example = /```graphql\n([\s\S]*?)```/.exec(text)?.[1] ?? "";
    const { licences } = await askGraphql<{ licences: Answer }>(indexer.url(), example);
    expect(licences.items.length).toBe(2);
    expect(licences.items.every(({ pricePaid }: Answer) => BigInt(pricePaid) > 0n)).toBe(true);
    expect(licences.pageInfo.hasNextPage).toBe(licences.totalCount > 2);
    await expect(askGraphql(indexer.url(), "{ works(limit: 1001) { items { id } } }")).rejects.toThrow(/1000/);
  });

  test("an answer has a tag, is told by 304 while nothing changes, and an old statement may be kept", async () => {
    const get = (path: string, headers: Record<string, string> = {}) =>
      fetch(`${indexer.url()}${path}`, { headers: { origin: "https://another.example", ...headers } });
    const first = await get("/v1/works?limit=3");
    expect(first.headers.get("cache-control")).toBe("public, no-cache");
    expect(first.headers.get("access-control-allow-origin")).toBe("*");
    expect(first.headers.get("access-control-expose-headers")).toContain("ETag");
    await first.text();
    const same = await get("/v1/works?limit=3", { "if-none-match": String(first.headers.get("etag")) });
    expect([same.status, await same.text()]).toEqual([304, ""]);
    const other = await get("/v1/works?limit=2", { "if-none-match": String(first.headers.get("etag")) });
    expect(other.status).toBe(200);
    // Every block of this chain may be replaced but those that lie further back than Ponder keeps open.
    const statement = `/v1/statements/royalties?holder=${people[0]?.address}`;
    expect((await get(statement)).headers.get("cache-control")).toBe("public, no-cache");
    const health = await indexer.health();
    const final = await world.client.getBlock({ blockNumber: BigInt(health?.finalized ?? 0) });
    const closed = await get(`${statement}&to=${final.timestamp}`);
    expect(closed.headers.get("cache-control")).toBe("public, max-age=86400, immutable");
    expect((await get("/v1/nothing")).headers.get("cache-control")).toBe("no-store");
  });

  test("offers stand where the SDK reads that they stand on the chain", async () => {
    const listed = new Map((await all("/v1/offers", 9)).map((offer) => [offer.id, offer.state]));
    let compared = 0;
    for (const { id } of life.memory.works) {
      const found = await readOffers(world.context, id);
      if (found.status !== "found") continue;
      for (const { id: offer, state } of found.value) {
        expect(listed.get(offer), offer).toBe(state);
        compared++;
      }
    }
    expect(compared).toBe(life.memory.offers.length);
  });

  test("clearance agrees with isLicensed on random questions, and with what the chain would sell", async () => {
    const dice = createDice(`clearance ${engine}`);
    const { licences } = world.deployment.contracts;
    const read = { address: licences.address, abi: licencesAbi } as const;
    const now = await world.now();
    const head = await world.client.getBlockNumber();
    const month = 2_592_000;
    const seen = { held: 0, not: 0, sellable: 0, refused: 0 };
    // What is drawn blindly may miss every licence there is: the last questions are about what somebody holds.
    const blind = 60;
    for (let i = 0; i < blind + 30; i++) {
      const licence = dice.pick(life.memory.licences);
      const { terms, offer: bought } = licence.offer;
      const { work } = bought;
      const acts = uses.filter(({ bit }) => (terms.uses >> BigInt(bit)) % 2n === 1n);
      const aims = purposes.filter(({ bit }) => (terms.purposes >> bit) % 2 === 1);
      const owner = people.find(({ address }) => isSameAddress(address, licence.holder));
      const aimed = i >= blind && owner !== undefined && acts.length > 0 && aims.length > 0;
      const person = aimed ? owner : dice.pick(people);
      const account = person.address;
      const use = dice.pick(aimed ? acts : uses.slice(0, 5));
      const purpose = dice.pick(aimed ? aims : purposes.slice(0, 4));
      const field = dice.pick([undefined, "format: poster"]);
      const territory = dice.pick(territories);
      const from = aimed ? Math.min(licence.until - 1, now) : now - month + dice.roll(2 * month);
      const others = life.memory.licences.filter(({ offer }) => offer.offer.work === work);
      const reasons = await Promise.all(
        others.map(({ id }) =>
          world.client.readContract({
            ...read,
            functionName: "isLicensed",
            args: [
              ...([account, id] as const),
              {
                act: use.bit,
                purpose: purpose.bit,
                territory: territory.bit,
                field: fieldHashOf(field ?? "all"),
                time: from,
              },
            ],
          }),
        ),
      );
      const licensed = others.filter((_, at) => reasons[at]?.[0] === 0).map(({ id }) => formatId(id, "licence"));
      const named = { use: use.id, purpose: purpose.id, territory: territory.code, field };
      const question = { works: [formatId(work, "work")], ...named, from, account };
      const { answer, status } = await ask("/v1/clearance", { ...question, until: from + 1 });
      expect(status).toBe(200);
      const [cleared] = answer.items[0].works;
      const held = cleared.held.map(({ id }: { id: string }) => id);
      expect(licensed).toEqual(expect.arrayContaining(held));
      expect(held.length).toBe(Math.min(licensed.length, 5));
      if (held.length > 0) expect(cleared.verdict).toBe("held");
      seen[held.length > 0 ? "held" : "not"]++;
      if (i >= blind) continue;

      // Every offer of the work is sold by the chain now, or is not listed.
      const asked = (await ask("/v1/clearance", { ...question, from: now, until: now + 1 })).answer.items[0].works[0];
      const listed = new Set(asked.offers.map(({ id }: { id: string }) => id));
      if (asked.offers.length === 10) continue;
      for (const item of (await all(`/v1/offers?work=${question.works[0]}`)) as Answer[]) {
        const offer = life.memory.offers.find(({ id }) => id === item.id)?.offer as Offer;
        const { terms, starts } = item;
        const covers =
          terms.uses.includes(use.id) &&
          terms.purposes.includes(purpose.id) &&
          (terms.territories === "worldwide" || terms.territories.includes(territory.code)) &&
          (terms.field === null || (field !== undefined && terms.field === fieldHashOf(field))) &&
          starts <= now;
        const call = buyCall(world.deployment, { offer, recipient: account, seats: 1 });
        const sold = await world.client
          // At the very block that the index answers for: a node asked for the latest goes by its own clock.
          .simulateContract({ ...call, account: person, blockNumber: head } as never)
          .then(() => true)
          .catch(() => false);
        expect(listed.has(item.id), `${item.id} ${item.state}`).toBe(sold && covers);
        seen[sold ? "sellable" : "refused"]++;
      }
    }
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(0);
  });

  test("statements from the index are those from the node's logs, to the last character", async () => {
    const { answer } = await ask("/v1/works?limit=1");
    const block = answer.at.block;
    const currencyOf = async () => undefined;
    const subjects = [
      ...people.map(({ address }) => ({ holder: address })),
      ...life.memory.works.slice(0, 6).map(({ id }) => ({ work: id })),
      { holder: (people[1] as Answer).address, currency: world.token },
      {
        holder: (people[0] as Answer).address,
        from: (await world.now()) - 8_000_000,
        until: (await world.now()) - 500_000,
      },
    ];
    for (const query of subjects) {
      const statement = await readStatement(world.context, query);
      let expected = "";
      for await (const piece of writeJson(statementDocument(world.deployment, query, statement), currencyOf)) {
        expected += piece;
      }
      const search = new URLSearchParams(
        Object.entries(query).map(([name, value]) => [name === "until" ? "to" : name, String(value)]),
      );
      const { text } = await ask(`/v1/statements/royalties?${search}`);
      const plain = (json: string) => ({ ...JSON.parse(json), currencies: undefined });
      expect(plain(text), search.toString()).toEqual(plain(expected));
      expect(JSON.parse(text).sections.checks.filter((check: Answer) => check.result !== "consistent")).toEqual([]);
    }
    expect(block).toBe(Number(await world.client.getBlockNumber()));
    const csv = await ask(`/v1/statements/royalties?holder=${people[0]?.address}&format=csv`);
    expect(csv.headers.get("content-type")).toContain("text/csv");
    expect(csv.text.split("\r\n").length).toBeGreaterThan(5);
    const html = await ask(`/v1/statements/tax-year?holder=${people[0]?.address}&year=2026&format=html`);
    expect(html.text).toContain("<html");
  });

  test("trends count every registration and every licence once", async () => {
    const sum = (answer: Answer) =>
      answer.series
        .flatMap(({ points }: Answer) => points)
        .reduce((total: number, { count }: Answer) => total + count, 0);
    for (const by of ["day", "week", "month"]) {
      const { answer } = await ask(`/v1/trends?measure=registrations&by=${by}&split=category`);
      expect(sum(answer)).toBe(named.length + life.memory.works.length);
    }
    expect(sum((await ask("/v1/trends?measure=licences")).answer)).toBe(life.memory.licences.length);
    const { answer } = await ask("/v1/trends?measure=licences&split=territory");
    expect(answer.series.map(({ key }: Answer) => key)).toContain("worldwide");
  });

  test.each([
    ["/v1/works?limit=-1", /“limit” is “-1”/],
    ["/v1/works?limit=101", /from 1 to 100/],
    ["/v1/works?limit=1&limit=2", /give it once/],
    ["/v1/works?after=1;DROP TABLE work", /“after”/],
    ["/v1/works?after=-5", /“after”/],
    ["/v1/works?claimant=0x12", /40 hexadecimal digits/],
    ["/v1/works?category=poem", /give one of/],
    ["/v1/works?territory=UK", /“UK”.*GB/],
    ["/v1/works?use=prnt", /“prnt”.*print/],
    ["/v1/works?purpose=editoral", /“editoral”.*editorial/],
    ["/v1/works?maxPrice=5", /currency/],
    ["/v1/works?maxPrice=1e5&currency=0x0000000000000000000000000000000000000000", /digits only/],
    ["/v1/works?colour=red", /means nothing here/],
    ["/v1/works?constructor=1", /means nothing here/],
    ["/v1/works/5?limit=1", /takes nothing/],
    ["/v1/works?from=9&to=8", /“to”/],
    ["/v1/works?q=%20", /at least one character/],
    [`/v1/works?q=${"a".repeat(10_000)}`, /10000 characters/],
    [`/v1/search?q=${"%E2%80%AE".repeat(600)}`, /600 characters/],
    ["/v1/search", /“q”/],
    ["/v1/works/0", /number of a work/],
    ["/v1/works/' OR 1=1", /number of a work/],
    ["/v1/files/zz", /64 hexadecimal digits/],
    ["/v1/trends?measure=income&split=category", /currency/],
    ["/v1/trends?measure=registrations&use=print", /registration has none/],
    ["/v1/statements/royalties", /Name a holder/],
    ["/v1/statements/tax-year?holder=0x0000000000000000000000000000000000000001&year=1", /year/],
    ["/v1/statements/royalties?format=pdf&holder=0x0000000000000000000000000000000000000001", /json, csv, html/],
  ])("%#: a wrong question is refused with a sentence", async (path, sentence) => {
    const { status, answer } = await ask(encodeURI(decodeURI(path)));
    expect(status).toBe(400);
    expect(answer.error.message).toMatch(sentence);
    expect(answer.error.message.length).toBeLessThan(500);
    expect(answer.error.message).not.toMatch(/[\u202a-\u202e]/);
  });

  test("pages hold every work once that was there at the first, while others arrive between them", async () => {
    const before = (await all("/v1/works")).map(({ id }) => id);
    for (const [sort, limit] of [
      ["newest", 5],
      ["oldest", 7],
    ] as const) {
      const seen: string[] = [];
      let arrived = 0;
      for (let after = ""; ; ) {
        const { answer } = await ask(`/v1/works?sort=${sort}&limit=${limit}${after && `&after=${after}`}`);
        seen.push(...answer.items.map(({ id }: Answer) => id));
        if (answer.next === null) break;
        after = answer.next;
        if (arrived++ >= 2) continue;
        await life.live(12);
        await indexer.reached(Number(await world.client.getBlockNumber()));
      }
      expect(new Set(seen).size, sort).toBe(seen.length);
      const expected = sort === "newest" ? before : [...before].reverse();
      expect(seen.filter((id) => before.includes(id))).toEqual(expected);
    }
    expect((await all("/v1/works")).length).toBeGreaterThan(before.length);
  });

  test("hostile questions of clearance are refused, and large ones answered", async () => {
    const question = { use: "keep", purpose: "private", territory: "DE" };
    const digest = (i: number) => keccak256(stringToBytes(String(i)));
    const many = Array.from({ length: 1000 }, (_, i) => digest(i));
    for (const [body, sentence] of [
      ["{", /not JSON/],
      ["[]", /not an object/],
      [{ ...question, files: [...many, digest(1000)] }, /at most 1000/],
      [{ ...question, files: "x" }, /give a list/],
      [{ ...question, files: [{}] }, /64 hexadecimal digits/],
      [{ ...question, works: ["0"] }, /“works\[0\]” is “0”.*number of a work/],
      [{ ...question, words: "x", from: "5" }, /“from” is “5”.*seconds since 1970/],
      [{ ...question, words: "x", territory: "UK" }, /“territory” is “UK”.*GB/],
      [{ ...question }, /nothing was given/],
      [{ territory: "DE", words: "x" }, /“use”/],
      [{ use: "keep", territory: "DE", words: "x" }, /“purpose”/],
      [{ ...question, words: "x", from: 5, until: 4 }, /ends before it begins/],
      [{ ...question, words: "x", evil: 1 }, /“evil” means nothing here: .* takes files, works/],
      [
        '{ "use": "keep", "purpose": "private", "territory": "DE", "words": "x", "__proto__": 1 }',
        /“__proto__” means nothing here/,
      ],
      [{ ...question, words: "x", constructor: 1 }, /“constructor” means nothing here/],
      [{ ...question, words: "x", use: { toString: 1 } }, /“use” is “{"toString":1}”: give one of/],
      [{ ...question, works: [5] }, /“works\[0\]” is “5”/],
    ] as const) {
      const { status, answer } = await ask("/v1/clearance", body);
      expect(status, JSON.stringify(body).slice(0, 80)).toBe(400);
      expect(answer.error.message).toMatch(sentence);
    }
    expect((await ask("/v1/clearance", "x".repeat(400_000))).status).toBe(413);
    const { status, answer } = await ask("/v1/clearance", { ...question, files: many });
    expect(status).toBe(200);
    expect(answer.items).toHaveLength(1000);
    expect(answer.items[0].verdict).toBe("unknown-file");
    expect((await ask("/v1/nothing")).status).toBe(404);
    expect((await ask(`/v1/works/0x${"1".repeat(56)}`)).status).toBe(404);
  });
});
