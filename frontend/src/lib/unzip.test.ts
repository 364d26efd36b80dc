import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { zipOf } from "./download.ts";
import { ArchiveError, openArchives } from "./unzip.ts";

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

/** The same archive, with each entry packed as most programs do it. */
function packed(content: string, claimed = content.length): Uint8Array<ArrayBuffer> {
  const name = Buffer.from("a.colophon-bundle.json");
  const data = deflateRawSync(content);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(data.length, 14);
  common.writeUInt32LE(claimed, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("504b0304", "hex"), common, name, data]);
  const central = Buffer.concat([Buffer.from("504b0102", "hex"), Buffer.from([20, 0]), common, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return new Uint8Array(Buffer.concat([local, central, end]));
}

describe("openArchives", () => {
  it("reads back what this site zipped, every bundle of it", async () => {
    const given = chosen(["poem.txt", "sea"], ["bundles-1.colophon.zip", zipOf(bundles)]);
    const { files } = await openArchives(given);
    expect(files.map(({ path }) => path)).toEqual(["poem.txt", ...bundles.map(({ name }) => name)]);
    expect(await files.at(-1)?.file.text()).toBe(bundles.at(-1)?.content);
  });

  it("reads one that another program packed", async () => {
    const { files } = await openArchives(chosen(["mail.zip", packed('{"a":1}')]));
    expect(await files[0]?.file.text()).toBe('{"a":1}');
  });

  it("leaves an archive without anything of ours: it may be the work", async () => {
    const work = zipOf([{ name: "chapter.txt", content: "One" }]);
    const given = chosen(["work.zip", work], ["notes.zip", "no archive at all, whatever its name"]);
    expect(await openArchives(given)).toEqual(given);
  });

  it.each([
    ["was cut off", zipOf(bundles).slice(100)],
    ["unfolds to more than it says", packed("x".repeat(1_000_000), 10)],
  ])("refuses one that %s, and says what to do", async (_, bytes) => {
    const head = new Uint8Array(bytes);
    head.set([0x50, 0x4b, 0x03, 0x04]);
    await expect(openArchives(chosen(["a.zip", head]))).rejects.toThrow(ArchiveError);
  });
});
