import { describe, expect, it } from "vitest";
import { takeBundles } from "./givenEvidence.ts";

const chosen = (...files: [path: string, content: string][]) => ({
  folder: undefined,
  leftOut: [],
  files: files.map(([path, content]) => ({ path, file: new File([content], path) })),
});

describe("takeBundles", () => {
  it("finds a bundle by what it says, whatever its name, and leaves the rest", async () => {
    const given = chosen(["poem.txt", "sea"], ["evidence.json", '{"blocks":[],"format":"colophon-bundle/2"}']);
    const found = await takeBundles(given as never);
    expect(found.bundles.map(({ path }) => path)).toEqual(["evidence.json"]);
    expect(found.rest.files.map(({ path }) => path)).toEqual(["poem.txt"]);
  });

  it("takes a damaged one for a bundle too, so that it is not looked up as a work", async () => {
    expect((await takeBundles(chosen(["a.colophon-bundle.json", "{"]) as never)).bundles).toHaveLength(1);
  });

  it("takes every one of many", async () => {
    const names = Array.from({ length: 300 }, (_, i): [string, string] => [`${i}.colophon-bundle.json`, "{}"]);
    const found = await takeBundles(chosen(...names, ["1.jpg", "x"]) as never);
    expect(found.bundles).toHaveLength(300);
    expect(found.rest.files.map(({ path }) => path)).toEqual(["1.jpg"]);
  });

  it("takes the opening that comes with a bundle for no file of the work", async () => {
    const given = chosen(["proof.colophon-bundle.json", "{}"], ["proof.colophon.json", "{}"], ["poem.txt", "sea"]);
    expect((await takeBundles(given as never)).rest.files.map(({ path }) => path)).toEqual(["poem.txt"]);
  });

  it("leaves openings, other JSON and files that only speak of bundles", async () => {
    const given = chosen(
      ["a.colophon.json", '{"format":"colophon-opening/1"}'],
      ["data.json", '{"about":"colophon-bundle/2"}'],
      ["formats.md", '"format":"colophon-bundle/2"'],
    );
    expect(await takeBundles(given as never)).toEqual({ bundles: [], rest: given });
  });
});
