import * as v from "valibot";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fakeIndex, indexedAt, indexedLicence, indexedOffer, indexedWork } from "../testing/fakeIndex.ts";
import { askIndex, IndexError } from "./askIndex.ts";
import { IndexedLicence, IndexedOffer, IndexedWork, listOf, metadataOfIndexed } from "./indexed.ts";

afterEach(() => vi.unstubAllGlobals());

const schema = listOf(IndexedWork);
const ask = (answer: () => unknown) => {
  fakeIndex({ "/v1/works": answer });
  return askIndex({ base: "/index/", path: "/v1/works", schema });
};
const problem = async (answer: () => unknown) => {
  const error = await ask(answer).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof IndexError)) throw new Error(`Expected an IndexError, got ${error}.`);
  return [error.problem, error.message] as const;
};

describe("askIndex", () => {
  it("reads a page of works, amounts exact", async () => {
    const cheapest = { offer: `0x${"0f".repeat(32)}`, currency: `0x${"0".repeat(40)}`, price: "9".repeat(78) };
    const page = await ask(() => ({
      at: indexedAt,
      items: [indexedWork({ offers: { open: 1, cheapest } })],
      next: "7",
    }));
    expect(page.next).toBe("7");
    expect(page.items[0]?.offers.cheapest?.price).toBe(BigInt("9".repeat(78)));
  });

  it("C10 tells an index that is starting from one that is gone", async () => {
    const sentence = "The index has read 3 of 9 blocks.";
    expect(await problem(() => Response.json({ ready: false, sentence }, { status: 503 }))).toEqual([
      "starting",
      sentence,
    ]);
    expect((await problem(() => new Response("", { status: 503 })))[0]).toBe("starting");
    expect((await problem(() => Promise.reject(new TypeError("Failed to fetch"))))[0]).toBe("unreachable");
    expect((await problem(() => new Response("<h1>502</h1>", { status: 502 })))[0]).toBe("unreachable");
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
    ["another shape", () => ({ at: indexedAt, items: [{}], next: null })],
    [
      "an amount that is no whole number",
      () => ({
        at: indexedAt,
        items: [indexedWork({ income: [{ currency: `0x${"0".repeat(40)}`, received: "1.5" }] })],
        next: null,
      }),
    ],
    [
      "an address that is none",
      () => ({ at: indexedAt, items: [indexedWork({ claimant: "javascript:alert(1)" })], next: null }),
    ],
    [
      "a number that leads elsewhere",
      () => ({ at: indexedAt, items: [indexedWork({ id: "../../evil" })], next: null }),
    ],
    ["a negative block", () => ({ at: { block: -1, time: 0 }, items: [], next: null })],
    ["more than any answer has", () => new Response("x".repeat(8_000_001))],
  ])("C10 W05 refuses %s", async (_, answer) => {
    expect((await problem(answer))[0]).toBe("unreadable");
  });

  it("ends when the person goes on typing", async () => {
    fakeIndex({ "/v1/works": () => ({ at: indexedAt, items: [], next: null }) });
    const controller = new AbortController();
    controller.abort();
    const asked = askIndex({ base: "/index", path: "/v1/works", schema, signal: controller.signal });
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("what the index says of a work", () => {
  it("W06 has marks in place of what could deceive, and no endless text", () => {
    const work = v.parse(IndexedWork, indexedWork({ name: "a\u202eb", description: "d".repeat(10_000) }));
    expect(work.name).toBe("a⟦U+202E⟧b");
    expect(work.description).toHaveLength(2_000);
  });

  it("W05 names a picture by its digest only", () => {
    const cid = "ipfs://bafkreialwovsn2aam42ya3qyhjsioykc6imbifxgs2jdwxhcrdtgcvjaka";
    const imageOf = (image: string | null) => {
      const found = metadataOfIndexed(v.parse(IndexedWork, indexedWork({ image })));
      return found.status === "found" ? found.value.image : undefined;
    };
    expect(imageOf(cid)).toBe(cid);
    for (const other of ["https://tracker.test/a.png", "javascript:alert(1)", "ipfs://../x", null]) {
      expect(imageOf(other)).toBeUndefined();
    }
  });

  it("is unknown while its description has not been read", () => {
    expect(metadataOfIndexed(v.parse(IndexedWork, indexedWork({ name: null }))).status).toBe("unknown");
  });

  it("keeps a licence and an offer readable when a later version adds uses and countries", () => {
    const terms = { ...indexedLicence().terms, uses: ["editorial", "holograms"], territories: ["DE", "X9"] };
    expect(v.parse(IndexedLicence, indexedLicence({ terms })).terms).toMatchObject({
      uses: ["editorial"],
      territories: ["DE"],
    });
    expect(v.parse(IndexedOffer, indexedOffer({ terms })).terms.uses).toEqual(["editorial"]);
  });
});
