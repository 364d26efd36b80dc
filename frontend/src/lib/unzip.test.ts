import { ArchiveError, zipOf } from "@colophon/sdk";
import { describe, expect, it } from "vitest";
import { openArchives } from "./unzip.ts";

const chosen = (...files: [path: string, content: BlobPart][]) => ({
  folder: undefined,
  leftOut: [],
  unreadable: [],
  files: files.map(([path, content]) => ({ path, file: new File([content], path) })),
});

const bundles = Array.from({ length: 300 }, (_, i) => ({
  name: `${i}.jpg.colophon-bundle.json`,
  content: JSON.stringify({ format: "colophon-bundle/1", i }),
}));

describe("openArchives", () => {
  it("reads back what this site zipped, every bundle of it", async () => {
    const given = chosen(["poem.txt", "sea"], ["bundles-1.colophon.zip", zipOf(bundles)]);
    const { files } = await openArchives(given);
    expect(files.map(({ path }) => path)).toEqual(["poem.txt", ...bundles.map(({ name }) => name)]);
    expect(await files.at(-1)?.file.text()).toBe(bundles.at(-1)?.content);
  });

  it("leaves out what a proof package says to people", async () => {
    const notes = ["READ-ME.colophon.txt", "proof.colophon.html"].map((name) => ({ name, content: "read me" }));
    const { files } = await openArchives(chosen(["proof-1.colophon.zip", zipOf([...notes, ...bundles.slice(0, 1)])]));
    expect(files.map(({ path }) => path)).toEqual(["0.jpg.colophon-bundle.json"]);
  });

  it("leaves an archive without anything of ours: it may be the work", async () => {
    const work = zipOf([{ name: "chapter.txt", content: "One" }]);
    const given = chosen(["work.zip", work], ["notes.zip", "no archive at all, whatever its name"]);
    expect(await openArchives(given)).toEqual(given);
  });

  it("refuses one that was cut off, and says what to do", async () => {
    const head = zipOf(bundles).slice(100);
    head.set([0x50, 0x4b, 0x03, 0x04]);
    await expect(openArchives(chosen(["a.zip", head]))).rejects.toThrow(ArchiveError);
  });
});
