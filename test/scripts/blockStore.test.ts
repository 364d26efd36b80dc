import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cidOf as sdkCidOf } from "@colophon/sdk";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type BlockStore, cidOf, createBlockStore } from "../../scripts/local/blockStore.ts";

let folder: string;
let store: BlockStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-blocks-"));
  store = createBlockStore(join(folder, "blocks"));
});

afterEach(() => rm(folder, { recursive: true }));

test("computes the CIDs that the SDK computes", () => {
  for (const text of ["", "a", "hello world", "x".repeat(100_000)]) {
    const digest = createHash("sha256").update(text).digest("hex");
    expect(cidOf(Buffer.from(text))).toBe(sdkCidOf(`0x${digest}`));
  }
});

test("keeps a block once, however often it is put", async () => {
  const [one, two] = await Promise.all([store.put(Buffer.from("ink")), store.put(Buffer.from("ink"))]);
  expect(one).toBe(two);
  expect(await readdir(join(folder, "blocks"))).toEqual([one]);
  expect(await store.get(one)).toEqual(Buffer.from("ink"));
});

test("refuses a block that is too large", async () => {
  await expect(store.put(new Uint8Array((1 << 20) + 1))).rejects.toThrow(RangeError);
});

test("does not serve a block that was damaged, and takes it again", async () => {
  const cid = await store.put(Buffer.from("ink"));
  await writeFile(join(folder, "blocks", cid), "oink");
  expect(await store.get(cid)).toBeUndefined();
  await store.put(Buffer.from("ink"));
  expect(await store.get(cid)).toEqual(Buffer.from("ink"));
});

test("knows no names but CIDs", async () => {
  await writeFile(join(folder, "secret"), "secret");
  for (const name of [
    "../secret",
    "secret",
    "",
    ".",
    "bafkrei",
    `bafkrei${"A".repeat(52)}`,
    `x/bafkrei${"a".repeat(52)}`,
  ]) {
    expect(await store.get(name), name).toBeUndefined();
  }
});
