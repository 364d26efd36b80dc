import { describe, expect, it } from "vitest";
import published from "../../vectors/bundle.json" with { type: "json" };
import { type BundleVector, bundleVectors, vectorText } from "../testing/bundleVectors.ts";
import { verifyBundle } from "./verifyBundle.ts";

const bundles: Record<string, unknown> = published.bundles;
const vectors = published.vectors as unknown as BundleVector[];

describe("published vectors of bundles", () => {
  it.each(vectors.map((vector) => [vector.name, vector] as const))("%s", (_, vector) => {
    const verdict = verifyBundle({
      bundle: vectorText(bundles[vector.bundle], vector),
      files: vector.files,
      trusted: vector.trusted.map((known) => ({ ...known, source: "you" })),
      expected: vector.expected,
      codes: vector.codes,
    });
    expect(verdict.verdict).toBe(vector.verdict);
    expect(verdict.licences).toEqual(vector.licences ?? []);
    expect(Object.fromEntries(verdict.steps.map(({ id, outcome }) => [id, outcome]))).toEqual(vector.steps);
  });

  it("are the ones that sdk/src/testing/bundleVectors.ts writes when it is run", () => {
    expect(JSON.parse(JSON.stringify(bundleVectors()))).toEqual(published);
    const verdicts = vectors.map(({ verdict }) => verdict);
    for (const verdict of ["proved", "disproved", "cannot-know"]) {
      expect(verdicts.filter((found) => found === verdict).length).toBeGreaterThan(5);
    }
  });
});
