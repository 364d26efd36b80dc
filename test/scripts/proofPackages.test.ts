import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { bundleOfFile, canonicalJson, createDigester, zipOf } from "@colophon/sdk";
import { afterAll, describe, expect, test, vi } from "vitest";
import { makeBundle } from "../../sdk/src/testing/bundles.ts";

/*
 * The same packages, whole and damaged, before the SDK's reader, which verify.html, the pages and the command line share,
 * and before the verifier in Python. Where the first finds a bundle, the second must say of the package what it says of
 * that bundle alone; where the first refuses, so must the second, in the same words.
 */

vi.setConfig({ testTimeout: 300_000 });

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "colophon-packages-"));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

const tide = "The tide comes in.\n";
const digester = await createDigester();
digester.update(new TextEncoder().encode(tide));
const { bundle } = makeBundle({ files: { "tide.txt": tide }, blake3: { "tide.txt": digester.finish().blake3 } });
const text = canonicalJson(bundle);
writeFileSync(at("tide.txt"), tide);

const readMe = { name: "READ-ME.colophon.txt", content: "What this is." };
const opening = { name: "proof.colophon.json", content: "{}" };
const proof = { name: "proof.colophon-bundle.json", content: text };
const whole = zipOf([readMe, opening, proof]);

/** What the Python verifier says of files, each by its bytes: its exit code, and what it printed. */
function python(files: readonly Uint8Array[]): { code: number; out: string; err: string }[] {
  const program = join(root, "test/support/driveVerifier.py");
  const hash = String(bundle.blocks[0]?.hash);
  const cases = files.map((bytes) => ({
    write: [[at("given"), Buffer.from(bytes).toString("base64")]],
    arguments: [at("given"), at("tide.txt"), "--block-hash", hash, "--chain", "1", "--json"],
    plain: true,
  }));
  const input = `${cases.map((it) => JSON.stringify(it)).join("\n")}\n`;
  const given = { input, encoding: "utf8", maxBuffer: 1e9, cwd: folder } as const;
  const { stdout, stderr, status } = spawnSync("python3", [program, join(root, "verifier/verify_bundle.py")], given);
  expect(status, stderr).toBe(0);
  return stdout
    .trim()
    .split("\n")
    .map((line) => {
      const { program: ran } = JSON.parse(line);
      return { code: ran.code, out: ran.out ?? "", err: ran.error };
    });
}

/** What the SDK's reader finds in a file: a bundle's bytes, or why there is none. */
async function found(bytes: Uint8Array): Promise<{ bundle: Uint8Array } | { refused: string }> {
  try {
    return { bundle: new Uint8Array(await (await bundleOfFile(new Blob([Uint8Array.from(bytes)]))).arrayBuffer()) };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}

/** Holds both against each other; how many were refused, and how many not. */
async function compare(packages: readonly Uint8Array[]) {
  const readings = await Promise.all(packages.map(found));
  const said = python(packages);
  const alone = python(readings.map((it) => ("bundle" in it ? it.bundle : new Uint8Array())));
  const seen = { refused: 0, read: 0 };
  for (const [i, reading] of readings.entries()) {
    if ("refused" in reading) {
      expect(said[i], `${i}`).toEqual({ code: 2, out: "", err: `${reading.refused}\n` });
      seen.refused++;
    } else {
      expect(said[i], `${i}`).toEqual(alone[i]);
      seen.read++;
    }
  }
  return { seen, said };
}

type Entry = { name: string; data: Uint8Array; size: number; method?: number; flags?: number; offset?: number };

/** An archive whose table says what it is told to say. */
function archiveOf(entries: readonly Entry[]): Uint8Array {
  const parts: Buffer[] = [];
  const rows: Buffer[] = [];
  let at = 0;
  for (const { name, data, size, method = 8, flags = 0x800, offset = at } of entries) {
    const path = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(path.length, 22);
    const [row, place] = [Buffer.alloc(14), Buffer.alloc(4)];
    place.writeUInt32LE(offset);
    place.copy(row, 10);
    parts.push(Buffer.from("PK\x03\x04"), common, path, Buffer.from(data));
    rows.push(Buffer.from("PK\x01\x02\x14\x00"), common, row, path);
    at += 30 + path.length + data.length;
  }
  const table = Buffer.concat(rows);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, table, end]);
}

const packed = deflateRawSync(text);
const length = Buffer.byteLength(text);
const name = proof.name;

describe("a proof package, before both readers", () => {
  test("is proved by the bundle in it, stored or packed", async () => {
    const { seen, said } = await compare([whole, archiveOf([{ name, data: packed, size: length }])]);
    expect(seen).toEqual({ refused: 0, read: 2 });
    expect(said.map(({ code, out }) => [code, JSON.parse(out).verdict])).toEqual([
      [0, "proved"],
      [0, "proved"],
    ]);
  });

  const refused: readonly [string, Uint8Array, RegExp][] = [
    ["without a bundle", zipOf([readMe, opening]), /from before its stamp was captured/],
    ["of something else", zipOf([readMe]), /holds no bundle of evidence/],
    ["with two bundles", zipOf([proof, { ...proof, name: `2${name}` }]), /holds 2 bundles.*such as proof/],
    ["with one name twice", zipOf([proof, proof]), /two files named/],
    ["that leads out of its folder", zipOf([proof, { ...readMe, name: "a/../../x" }]), /leads out of its folder/],
    ["with an absolute name", zipOf([proof, { ...readMe, name: "/etc/x" }]), /leads out of its folder/],
    ["with a drive's name", zipOf([proof, { ...readMe, name: "C:x" }]), /leads out of its folder/],
    ["with a backslash", zipOf([proof, { ...readMe, name: "a\\x" }]), /leads out of its folder/],
    ["that unfolds to more than it says", archiveOf([{ name, data: packed, size: length - 1 }]), /damaged/],
    ["that unfolds to less than it says", archiveOf([{ name, data: packed, size: length + 1 }]), /damaged/],
    [
      "of a few bytes that unfold to a gigabyte",
      archiveOf([{ name, data: deflateRawSync(Buffer.alloc(1 << 22)), size: 3 << 28 }]),
      /too large to be read/,
    ],
    [
      "of more than a gigabyte in all",
      archiveOf([1, 2, 3].map((i) => ({ name: `${i}${name}`, data: packed, size: 1 << 29 }))),
      /more than is read here at once/,
    ],
    [
      "with two files in the same bytes",
      archiveOf([
        { name, data: packed, size: length },
        { name: "x", data: packed, size: length, offset: 0 },
      ]),
      /stands where something else does/,
    ],
    ["that is locked", archiveOf([{ name, data: packed, size: length, flags: 0x801 }]), /locked/],
    ["packed in another way", archiveOf([{ name, data: packed, size: length, method: 12 }]), /packed in a way/],
    ["cut off in its table", whole.subarray(0, -30), /./],
    [
      "of too many files",
      archiveOf(
        Array.from({ length: 20_001 }, (_, i) => ({ name: `${i}`, data: Buffer.alloc(0), size: 0, method: 0 })),
      ),
      /more than is read here at once/,
    ],
  ];

  test("one that is misleading proves and disproves nothing, in the same words", async () => {
    const { seen, said } = await compare(refused.map(([, bytes]) => bytes));
    expect(seen).toEqual({ refused: refused.length, read: 0 });
    for (const [i, [how, , sentence]] of refused.entries()) expect(said[i]?.err, how).toMatch(sentence);
  });

  test("what is packed may have nothing behind it", () => {
    // Browsers refuse it as well; Node.js reads on.
    const more = archiveOf([{ name, data: Buffer.concat([packed, packed]), size: length }]);
    expect(python([more])[0]).toMatchObject({ code: 2, out: "", err: expect.stringContaining("damaged") });
  });

  test("both agree on packages in which any byte of the headers is another, or that are cut off", async () => {
    const packages: Uint8Array[] = [];
    for (const [original, step] of [
      [whole, 7],
      [archiveOf([{ name, data: packed, size: length }]), 1],
    ] as const) {
      const tableAt = Buffer.from(original).indexOf("PK\x01\x02");
      for (let i = 0; i < original.length; i++) {
        // The headers, and a sample of what stands between them.
        if (i % (i > 60 && i < tableAt ? 307 : step) !== 0) continue;
        const changed = Uint8Array.from(original);
        changed[i] = (changed[i] ?? 0) ^ (1 << (i % 8));
        packages.push(changed);
      }
      for (let cut = 1; cut < original.length; cut += 997) packages.push(original.subarray(0, cut));
    }
    const { seen } = await compare(packages);
    expect(seen.refused).toBeGreaterThan(50);
    expect(seen.read).toBeGreaterThan(50);
  });
});
