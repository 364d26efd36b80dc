import { describe, expect, it } from "vitest";
import { licenceImports } from "./licenceImports.ts";
import { odrlOf, termsOfOdrl } from "./odrl.ts";
import { normalTerms } from "./terms.ts";

describe("licenceImports", () => {
  it.each(licenceImports.map((each) => [each.label, each] as const))(
    "%s makes a licence, and says how it differs",
    (_, each) => {
      expect(termsOfOdrl(odrlOf(each.terms))).toEqual(normalTerms(each.terms));
      expect(each.differences.length).toBeGreaterThan(1);
      for (const difference of each.differences) expect(difference).toMatch(/^[A-Z].+\.$/);
    },
  );

  it("have the features that their names promise", () => {
    const marks = licenceImports
      .filter(({ family, id }) => family === "Creative Commons" && id !== "cc0")
      .map(({ id, terms }) => {
        const { derivatives, uses } = terms;
        const nc = (uses as readonly string[]).includes("advertising") ? "" : "-nc";
        const end = { none: "-nd", "share-alike": "-sa", allowed: "" }[derivatives];
        return [id, `cc-by${nc}${end}`];
      });
    for (const [id, expected] of marks) expect(id).toBe(expected);
    expect(new Set(licenceImports.map(({ id }) => id)).size).toBe(12);
  });
});
