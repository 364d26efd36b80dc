import { getAddress } from "viem";
import { describe, expect, it } from "vitest";
import { licenceImports } from "./licenceImports.ts";
import { odrlOf } from "./odrl.ts";
import { termsOfOdrl } from "./odrlTerms.ts";
import { normalTerms } from "./terms.ts";

const rules = { contracts: { compliance: { address: getAddress(`0x${"77".repeat(20)}`) } } };

describe("licenceImports", () => {
  it.each(licenceImports.map((each) => [each.label, each] as const))(
    "%s makes a licence, and says how it differs",
    (_, each) => {
      expect(termsOfOdrl(odrlOf(each.terms, rules))).toEqual(normalTerms(each.terms));
      expect(each.differences.length).toBeGreaterThan(1);
      for (const difference of each.differences) expect(difference).toMatch(/^[A-Z].+\.$/);
    },
  );

  it("have the features that their names promise", () => {
    const marks = licenceImports
      .filter(({ family, id }) => family === "Creative Commons" && id !== "cc0")
      .map(({ id, terms }) => {
        const { derivatives, purposes } = terms;
        const nc = (purposes as readonly string[]).includes("commercial") ? "" : "-nc";
        const end = { none: "-nd", "share-alike": "-sa", allowed: "" }[derivatives];
        return [id, `cc-by${nc}${end}`];
      });
    for (const [id, expected] of marks) expect(id).toBe(expected);
    expect(new Set(licenceImports.map(({ id }) => id)).size).toBe(12);
  });
});
