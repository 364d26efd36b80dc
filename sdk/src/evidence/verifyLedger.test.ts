import { keccak256 } from "viem";
import { describe, expect, it } from "vitest";
import published from "../../vectors/disclosures.json" with { type: "json" };
import { ledgerDocumentOf } from "../disclosures/index.ts";
import { vectorText } from "../testing/bundleVectors.ts";
import { makeLedger, other } from "../testing/ledgers.ts";
import { type LedgerVector, ledgerVectors } from "../testing/ledgerVectors.ts";
import { verifyLedger, verifyLedgerFile } from "./verifyLedger.ts";

const ledgers: Record<string, unknown> = published.ledgers;
const vectors = published.vectors as unknown as LedgerVector[];

describe("published vectors of disclosures", () => {
  it.each(vectors.map((vector) => [vector.name, vector] as const))("%s", async (_, vector) => {
    const verdict = await verifyLedgerFile(vectorText(ledgers[vector.ledger], vector), {
      files: vector.files,
      trusted: vector.trusted.map((known) => ({ ...known, source: "you" })),
      expected: vector.expected,
    });
    expect(verdict.verdict).toBe(vector.verdict);
    expect(Object.fromEntries(verdict.steps.map(({ id, outcome }) => [id, outcome]))).toEqual(vector.steps);
  });

  it("are the ones that sdk/src/testing/ledgerVectors.ts writes when it is run", async () => {
    expect(JSON.parse(JSON.stringify(await ledgerVectors()))).toEqual(published);
    const verdicts = vectors.map(({ verdict }) => verdict);
    for (const verdict of ["proved", "disproved", "cannot-know"])
      expect(verdicts.filter((found) => found === verdict).length).toBeGreaterThan(5);
  });
});

describe("a ledger of disclosures", () => {
  it("says who signed that they received what, by which block and under which promise, and no more", async () => {
    const { ledger, trusted } = await makeLedger();
    const { verdict, proved, disclosures, limits } = await verifyLedger({
      ledger,
      trusted: trusted.map((hash) => ({ hash, source: "you" })),
    });
    expect(verdict).toBe("proved");
    expect(proved).toMatchSnapshot();
    expect(proved.join(" ")).not.toMatch(/\bread\b|\bsaw\b|\bknows?\b/);
    expect(limits).toContain("does not show that anybody read the files");
    // The first receipt existed by the first block, the others by the second.
    const blocks = disclosures?.map(({ answers }) => answers.map(({ notAfter }) => notAfter?.number));
    expect(blocks).toEqual([[24_000_000, 24_000_100], [24_000_100]]);
  });

  it("is never proved with one of its bytes changed", async () => {
    const { ledger, trusted } = await makeLedger();
    const sources = trusted.map((hash) => ({ hash, source: "you" }));
    const bytes = new TextEncoder().encode(ledgerDocumentOf(ledger));
    expect((await verifyLedgerFile(bytes, { trusted: sources })).verdict).toBe("proved");
    const verdicts = new Set<string>();
    for (let n = 0; n < 200; n++) {
      // At random, and the same ones each time.
      const random = BigInt(keccak256(`0x${n.toString(16).padStart(8, "0")}`));
      const changed = bytes.slice();
      const place = Number(random % BigInt(bytes.length));
      changed[place] = (changed[place] as number) ^ Number(1n + ((random >> 128n) % 255n));
      const { verdict } = await verifyLedgerFile(changed, { trusted: sources });
      expect(verdict, `byte ${place}`).not.toBe("proved");
      verdicts.add(verdict);
    }
    expect([...verdicts].sort()).toEqual(["cannot-know", "disproved"]);
  });

  it("says in its first sentence whose agreement no key shows", async () => {
    const { ledgers, vectors } = await ledgerVectors();
    const vector = vectors.find(({ name }) => name === "an agreement that a contract may have signed");
    const { sentence, verdict } = await verifyLedgerFile(JSON.stringify(ledgers["agreed by a contract"]), {
      trusted: vector?.trusted.map((known) => ({ ...known, source: "you" })),
    });
    expect(verdict).toBe("proved");
    expect(sentence).toContain(`; the signature of ${other.address.toLowerCase()} was not checked) holds no receipt`);
  });
});
