import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkOpening, createDigester, merkleTree, randomSalt } from "@colophon/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BatchItem, type BatchState, batchFolder } from "../../cli/src/batch/batchFolder.ts";
import { openItem, treeOf } from "../../cli/src/batch/batchTree.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-batch-"));
});

afterAll(() => rm(folder, { recursive: true }));

const state: BatchState = {
  format: "colophon-batch/2",
  manifest: "colophon-manifest/2",
  chainId: 31337,
  timestamps: "0x5fbdb2315678afecb367f032d93f642f64180aa3",
  claimant: "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
};

async function itemsOf(size: number): Promise<BatchItem[]> {
  const digester = await createDigester();
  return Array.from({ length: size }, (_, i) => {
    digester.update(new TextEncoder().encode(`text ${i}`));
    const { sha256, blake3, size: bytes } = digester.finish();
    const salts = { salt: randomSalt(), entrySalt: randomSalt() };
    // Names with quotes, accents in both forms, and other scripts, as they stand in canonical JSON.
    const name = `folder/${i} "e\u0301 é" \u{1f600}.txt`;
    return i % 2 === 0
      ? { name, size: bytes, sha256, blake3, ...salts }
      : { name, sha256, salt: salts.salt, blinding: salts.entrySalt };
  });
}

test.each([1, 2, 3, 64, 1500])("R08 the fast tree over %i items is the SDK's over their openings", async (size) => {
  for (const anchor of [undefined, { chainId: 31337, number: 7, hash: randomSalt() }]) {
    const batch = batchFolder(join(folder, `${size}-${anchor ? "with" : "without"}`));
    await batch.writeState(state);
    const items = await itemsOf(size);
    const out = await batch.append();
    for (const item of items) await out.add(item);
    await out.close();
    const begun = { ...state, ...(anchor && { anchor }) };
    const slow = merkleTree(items.map((item) => openItem(begun, item).commitment));
    const fast = await treeOf(batch, begun);
    expect(fast.root).toBe(slow.root);
    expect(Buffer.compare(fast.nodes, slow.nodes)).toBe(0);
    await expect(treeOf(batch, { ...begun, root: slow.root, count: size })).resolves.toMatchObject({ size });
    await expect(treeOf(batch, { ...begun, root: randomSalt(), count: size })).rejects.toThrow(
      /not those that were stamped/,
    );
  }
});

const formats = ["colophon-manifest/1", "colophon-manifest/2"] as const;

/** A batch on the disk with three items, in a format of lists of files. */
async function begin(name: string, manifest: BatchState["manifest"]) {
  const batch = batchFolder(join(folder, name));
  const begun = { ...state, manifest };
  await batch.writeState(begun);
  const items = await itemsOf(3);
  const out = await batch.append();
  for (const item of items) await out.add(item);
  await out.close();
  return { batch, begun, items, root: merkleTree(items.map((item) => openItem(begun, item).commitment)).root };
}

test.each(formats)("a batch that was begun in %s goes on in it", async (manifest) => {
  const { batch, items, root } = await begin(manifest.replaceAll("/", "-"), manifest);
  const read = await batch.readState();
  expect(read).toMatchObject({ format: "colophon-batch/2", manifest });
  expect(await treeOf(batch, read as BatchState)).toMatchObject({ root, manifest });
  const opening = openItem(read as BatchState, items[0] as BatchItem);
  expect("manifest" in opening && checkOpening(opening)).toEqual({ opens: true });
  expect("manifest" in opening && opening.manifest.format).toBe(manifest);
});

test.each(formats)("of an older batch, which did not record it, %s is found by what was stamped", async (manifest) => {
  const { batch, root } = await begin(`old-${manifest.replaceAll("/", "-")}`, manifest);
  const { manifest: _, ...old } = { ...state, format: "colophon-batch/1" as const, root, count: 3 };
  await batch.writeState(old);
  const read = (await batch.readState()) as BatchState;
  expect(read).toEqual(old);
  expect(await treeOf(batch, read)).toMatchObject({ root, manifest });
  await expect(treeOf(batch, { ...read, root: randomSalt() })).rejects.toThrow(/not those that were stamped/);
});

test("a batch of a later version is not gone on with", async () => {
  const { batch, begun } = await begin("later", "colophon-manifest/2");
  await batch.writeState({ ...begun, manifest: "colophon-manifest/3" as "colophon-manifest/2" });
  await expect(batch.readState()).rejects.toThrow(/"colophon-manifest\/3", which this version does not know/);
  await batch.writeState({ ...begun, format: "colophon-batch/3" as "colophon-batch/2" });
  await expect(batch.readState()).rejects.toThrow(/"colophon-batch\/3"/);
});
