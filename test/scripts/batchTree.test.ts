import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDigester, merkleTree, randomSalt } from "@colophon/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BatchItem } from "../../cli/src/batch/BatchItem.ts";
import type { BatchState } from "../../cli/src/batch/BatchState.ts";
import { batchFolder } from "../../cli/src/batch/batchFolder.ts";
import { openItem } from "../../cli/src/batch/openItem.ts";
import { treeOf } from "../../cli/src/batch/treeOf.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-batch-"));
});

afterAll(() => rm(folder, { recursive: true }));

const state: BatchState = {
  format: "colophon-batch/1",
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
