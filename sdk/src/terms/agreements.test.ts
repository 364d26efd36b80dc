import { getAddress, sha256, stringToBytes } from "viem";
import { describe, expect, it } from "vitest";
import vectors from "../../vectors/agreements.json" with { type: "json" };
import { agreementsIn } from "../testing/agreements.ts";
import { checkDeed, deedOf, onchainTermsOf } from "./deed.ts";
import { scheduleOf } from "./schedule.ts";
import { twinsOf } from "./twins.ts";

const rules = { contracts: { compliance: { address: getAddress(`0x${"77".repeat(20)}`) } } };
const currency = { address: `0x${"70".repeat(20)}`, symbol: "USDX", decimals: 6 } as const;
const agreements = agreementsIn(currency);

const publicationOf = ({ id, terms, price }: (typeof agreements)[number]) => ({
  ...{ title: `Work of ${id}`, creators: ["Ines Alt"], credit: undefined, paths: [] },
  ...{ page: `https://works.example/${id}`, site: "https://ines.example" },
  offers: [{ terms, price, currency, url: `https://works.example/${id}/offer` }],
});

describe("fifteen agreements of practice", () => {
  it("are all expressed: none is refused, and none is empty", () => {
    expect(agreements).toHaveLength(15);
    expect(new Set(agreements.map(({ id }) => id)).size).toBe(15);
    for (const { terms, agreed } of agreements) {
      expect(deedOf(terms).text.length).toBeGreaterThan(1_000);
      expect(agreed.length).toBeGreaterThan(0);
    }
    const kinds = agreements.map(({ kind }) => kind);
    expect([...new Set(kinds)].sort()).toEqual(["annexes", "generated", "own"]);
  });

  it.each(agreements.map((agreement) => [agreement.id, agreement] as const))("%s is as published", (id, agreement) => {
    const { terms, kind, documents, schedule } = agreement;
    const deed = deedOf(terms);
    const facts = schedule === "none" ? undefined : scheduleOf(schedule);
    const twins = twinsOf(publicationOf(agreement), rules);
    expect(checkDeed(deed.bytes, onchainTermsOf(terms, rules), rules).kind).toBe(kind);
    // Each document is the one that the text names.
    const { annexes, own } = terms.wording;
    const named = [...annexes, ...(own === "none" ? [] : [own])].map(({ sha256: digest }) => digest);
    expect(named).toEqual(documents.map((words) => sha256(stringToBytes(words))));
    expect({
      id,
      kind,
      deed: deed.digest,
      document: deed.document,
      schedule: facts?.digest ?? null,
      facts: facts?.document ?? null,
      documents,
      twins: Object.fromEntries(twins.map((twin) => [twin.id, sha256(stringToBytes(twin.text))])),
    }).toEqual(vectors.find((vector) => vector.id === id));
  });

  it("are in the vectors, and nothing else is", () => {
    expect(vectors.map(({ id }) => id)).toEqual(agreements.map(({ id }) => id));
  });
});
