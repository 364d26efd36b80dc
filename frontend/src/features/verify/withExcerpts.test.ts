import { type Bundle, parseBundle, verifyBundle } from "@colophon/sdk/evidence";
import { afterEach, describe, expect, it, vi } from "vitest";
import published from "../../../../sdk/vectors/bundle.json" with { type: "json" };
import { withExcerpts } from "./givenEvidence.ts";

const bundle = published.bundles.excerpt as unknown as Bundle;
const { signal } = new AbortController();

/** The text of the published vectors, and the bytes of it that the bundle shows. */
const text = Array.from({ length: 500 }, (_, i) => `line ${String(i).padStart(4, "0")}\n`).join("");
const shown = text.slice(1024, 3072);

const hashed = (path: string, size: number) => ({
  path,
  size,
  sha256: `0x${"1".repeat(64)}` as const,
  blake3: `0x${"2".repeat(64)}` as const,
});
const chosenOf = (contents: Record<string, string>) => ({
  files: Object.entries(contents).map(([path, content]) => ({ path, file: new File([content], path) })),
  leftOut: [],
  unreadable: [],
  folder: undefined,
});

afterEach(() => vi.unstubAllGlobals());

describe("withExcerpts", () => {
  it("adds what a file of the right length would be as a part, and leaves the others alone", async () => {
    const files = [hashed("part", shown.length), hashed("other", 4)];
    const found = await withExcerpts(bundle, files, chosenOf({ part: shown, other: "text" }), signal);
    expect(found[1]).toEqual(files[1]);
    const trusted = bundle.blocks.map(({ hash }) => ({ hash, source: "you" }));
    const verdictOf = (part: (typeof found)[number] | undefined) =>
      verifyBundle({ bundle: parseBundle(bundle), files: part ? [part] : [], trusted }).verdict;
    expect(verdictOf(found[0])).toBe("proved");
    const [wrong] = await withExcerpts(bundle, files, chosenOf({ part: shown.replace("line", "lime") }), signal);
    expect(verdictOf(wrong)).toBe("disproved");
  });

  it("starts no worker where no file can be a part", async () => {
    vi.stubGlobal("Worker", () => {
      throw new Error("No worker is needed.");
    });
    const files = [hashed("other", 4)];
    expect(await withExcerpts(bundle, files, chosenOf({ other: "text" }), signal)).toBe(files);
    expect(await withExcerpts(bundle, files, undefined, signal)).toBe(files);
  });
});
