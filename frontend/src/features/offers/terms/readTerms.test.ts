import { deedOf, onchainTermsOf, presets, uses } from "@colophon/sdk";
import { describe, expect, it } from "vitest";
import { formOfTerms } from "./formOfTerms.ts";
import { groupsOfUses } from "./groupsOfUses.ts";
import { readTerms } from "./readTerms.ts";

const editorial = formOfTerms(presets[1].terms);

describe("readTerms", () => {
  it.each(presets)("brings the preset $id back unchanged", ({ terms }) => {
    const read = readTerms(formOfTerms(terms));
    expect(read.errors).toEqual({});
    expect(read.terms && deedOf(read.terms).digest).toBe(deedOf(terms).digest);
  });

  it("brings back a duration that is not in the list", () => {
    const read = readTerms(formOfTerms({ ...presets[1].terms, duration: 36 * 3_600 }));
    expect(read.terms?.duration).toBe(36 * 3_600);
  });

  it("reads an own duration exactly", () => {
    const read = readTerms({ ...editorial, duration: "own", ownDuration: "90", ownUnit: "days" });
    expect(read.terms && onchainTermsOf(read.terms).duration).toBe(7_776_000);
  });

  it.each(["", "0", "1.5", "-3", "1e3", "ten", "1 000"])("W10 refuses %j as an own duration", (ownDuration) => {
    const read = readTerms({ ...editorial, duration: "own", ownDuration });
    expect(read).toEqual({ errors: { duration: expect.stringContaining("whole number") }, terms: undefined });
  });

  it("refuses a duration that no calendar has", () => {
    const read = readTerms({ ...editorial, duration: "own", ownDuration: "999999999999", ownUnit: "weeks" });
    expect(read.errors.duration).toContain("For ever");
  });

  it("refuses terms that allow nothing", () => {
    expect(readTerms({ ...editorial, uses: [] }).errors.uses).toContain("at least one use");
  });

  it("refuses adaptation without changes, as the deed would contradict itself", () => {
    const read = readTerms({ ...editorial, uses: ["adaptation", "translation"], changes: "none" });
    expect(read.errors.changes).toContain("adaptation and translation");
    expect(read.terms).toBeUndefined();
  });
});

describe("groupsOfUses", () => {
  it("has each use exactly once", () => {
    const grouped = groupsOfUses.flatMap((group) => group.uses);
    expect([...grouped].sort()).toEqual(uses.map(({ id }) => id).sort());
  });
});
