import { describe, expect, it } from "vitest";
import { takeBundle } from "./givenEvidence.ts";

const chosen = (...files: [path: string, content: string][]) => ({
  folder: undefined,
  leftOut: [],
  files: files.map(([path, content]) => ({ path, file: new File([content], path) })),
});

describe("findBundle", () => {
  it("finds a bundle by what it says, whatever its name, and leaves the rest", async () => {
    const given = chosen(["poem.txt", "sea"], ["evidence.json", '{"blocks":[],"format":"colophon-bundle/1"}']);
    const found = await takeBundle(given as never);
    if (found.status !== "found") throw new Error("No bundle was found.");
    expect(found.name).toBe("evidence.json");
    expect(found.rest.files.map(({ path }) => path)).toEqual(["poem.txt"]);
  });

  it("takes a damaged one for a bundle too, so that it is not looked up as a work", async () => {
    expect((await takeBundle(chosen(["a.colophon-bundle.json", "{"]) as never)).status).toBe("found");
  });

  it("leaves openings, other JSON and files that only speak of bundles", async () => {
    const given = chosen(
      ["a.colophon.json", '{"format":"colophon-opening/1"}'],
      ["data.json", '{"about":"colophon-bundle/1"}'],
      ["formats.md", '"format":"colophon-bundle/1"'],
    );
    expect(await takeBundle(given as never)).toEqual({ status: "none" });
  });
});
