import { crc32, deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ArchiveError, isZip, readZip, type ZipText, zipOf } from "./zip.ts";

const files: readonly ZipText[] = [
  { name: "été.json", content: '{"format":"colophon-opening/1"}' },
  { name: "b/c.json", content: "" },
];
const blob = (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes]);

type PackedParameters = { name?: string; content?: string; claimed?: number; method?: number; flags?: number };

/** An archive of one file, packed as most programs do it, and lying where it is told to. */
function packed({ name = "a.json", content = "{}", claimed, method = 8, flags = 0 }: PackedParameters = {}) {
  const data = deflateRawSync(content);
  const path = Buffer.from(name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(flags, 2);
  common.writeUInt16LE(method, 4);
  common.writeUInt32LE(data.length, 14);
  common.writeUInt32LE(claimed ?? content.length, 18);
  common.writeUInt16LE(path.length, 22);
  const local = Buffer.concat([Buffer.from("504b0304", "hex"), common, path, data]);
  const central = Buffer.concat([Buffer.from("504b0102", "hex"), Buffer.from([20, 0]), common, Buffer.alloc(14), path]);
  return archive([local], [central]);
}

function archive(local: readonly Buffer[], central: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const [files, table] = [Buffer.concat(local), Buffer.concat(central)];
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(files.length, 16);
  return new Uint8Array(Buffer.concat([files, table, end]));
}

const unpackAll = async (bytes: Uint8Array<ArrayBuffer>) =>
  Promise.all((await readZip(blob(bytes)))?.map(async ({ unpack }) => (await unpack()).text()) ?? []);

describe("zipOf", () => {
  it("stores every file with its name, length and checksum, and ends with a directory of all", () => {
    const bytes = zipOf(files);
    const view = new DataView(bytes.buffer);
    const [{ content }] = files as [ZipText];
    expect(view.getUint32(0, true)).toBe(0x04034b50);
    expect(view.getUint32(14, true)).toBe(crc32(content));
    expect(view.getUint32(22, true)).toBe(content.length);
    const end = bytes.length - 22;
    expect(view.getUint32(end, true)).toBe(0x06054b50);
    expect(view.getUint16(end + 10, true)).toBe(2);
    expect(view.getUint32(view.getUint32(end + 16, true), true)).toBe(0x02014b50);
  });

  it("makes the same archive of the same files", () => {
    expect(zipOf(files)).toEqual(zipOf(files));
  });
});

describe("readZip", () => {
  it("reads back what was zipped", async () => {
    const entries = await readZip(blob(zipOf(files)));
    expect(entries?.map(({ name, size }) => [name, size])).toEqual(
      files.map(({ name, content }) => [name, content.length]),
    );
    expect(await unpackAll(zipOf(files))).toEqual(files.map(({ content }) => content));
  });

  it("unpacks what another program packed", async () => {
    expect(await unpackAll(packed({ content: '{"a":1}' }))).toEqual(['{"a":1}']);
  });

  it("says undefined of what is no archive", async () => {
    expect(await readZip(new Blob(["a poem of the sea, and of its boats"]))).toBeUndefined();
    expect(await isZip(new Blob(["PK, two letters, and nothing else"]))).toBe(false);
    expect(await isZip(blob(zipOf([])))).toBe(true);
  });

  it.each(["../evil.json", "/etc/passwd", "C:evil.json", "a/../../b", "a\\b", "a\u0000b"])(
    "refuses the name %j, which leads out of its folder",
    async (name) => {
      await expect(readZip(blob(zipOf([{ name, content: "x" }])))).rejects.toThrow("leads out of its folder");
    },
  );

  it("refuses two files by one name", async () => {
    const twice = zipOf([files[0] as ZipText, files[0] as ZipText]);
    await expect(readZip(blob(twice))).rejects.toThrow("two files named “été.json”");
  });

  it("refuses files that stand in the same bytes, which unfold to any size", async () => {
    const bytes = Buffer.from(
      zipOf([
        { name: "aa", content: "sea" },
        { name: "bb", content: "sea" },
      ]),
    );
    const second = bytes.lastIndexOf(Buffer.from("504b0102", "hex"));
    bytes.writeUInt32LE(0, second + 42);
    await expect(readZip(blob(new Uint8Array(bytes)))).rejects.toThrow("where something else does");
  });

  it("refuses more than it reads at once, by what the archive says", async () => {
    await expect(readZip(blob(packed({ claimed: 2_000_000_000 })))).rejects.toThrow("more than is read here at once");
  });

  it.each([
    ["unfolds to more than it says", packed({ content: "x".repeat(1_000_000), claimed: 10 })],
    ["unfolds to less than it says", packed({ claimed: 10 })],
    ["is locked", packed({ flags: 1 })],
    ["is packed in another way", packed({ method: 12 })],
    ["was cut off", zipOf(files).slice(20)],
  ])("refuses one that %s", async (_, bytes) => {
    await expect(unpackAll(bytes)).rejects.toThrow(ArchiveError);
  });
});
