import { createReadStream } from "node:fs";
import { mkdir, open, readFile, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { UsageError } from "../UsageError.ts";
import { replaceFile } from "../writeNewFile.ts";
import type { BatchItem } from "./BatchItem.ts";
import type { BatchState } from "./BatchState.ts";
import { manifestFormats } from "./manifestFormats.ts";

export type BatchFolder = {
  path: string;
  readState: () => Promise<BatchState | undefined>;
  writeState: (state: BatchState) => Promise<void>;
  /** The items in their order, which is the order of the leaves. */
  items: () => AsyncGenerator<BatchItem>;
  /** Adds items at the end. They are on the disk once `close` has returned. */
  append: () => Promise<{ add: (item: BatchItem) => Promise<void>; close: () => Promise<void> }>;
  /** Where the evidence of the block is, which all items share. */
  evidence: string;
};

/** A batch on the disk: batch.json tells how far it got, items.jsonl has one item a line. */
export function batchFolder(path: string): BatchFolder {
  const stateFile = join(path, "batch.json");
  const itemsFile = join(path, "items.jsonl");
  return {
    path,
    evidence: join(path, "evidence.json"),
    async readState() {
      const text = await readFile(stateFile, "utf8").catch(() => undefined);
      if (text === undefined) return undefined;
      const state = JSON.parse(text) as BatchState;
      if (state.format === "colophon-batch/1") return state;
      if (state.format !== "colophon-batch/2")
        throw new UsageError(
          `${stateFile} is of the format ${JSON.stringify(state.format)}, which is no batch that this version knows. Use the version that began it, or a later one.`,
        );
      if (state.manifest !== undefined && manifestFormats.includes(state.manifest)) return state;
      throw new UsageError(
        `The items of ${stateFile} are lists of files of the format ${JSON.stringify(state.manifest)}, which this version does not know. Use the version that began the batch, or a later one.`,
      );
    },
    async writeState(state) {
      await mkdir(path, { recursive: true });
      await replaceFile(stateFile, `${JSON.stringify(state, null, 2)}\n`);
    },
    async *items() {
      if (!(await stat(itemsFile).catch(() => undefined))) return;
      for await (const line of createInterface({ input: createReadStream(itemsFile) }))
        yield JSON.parse(line) as BatchItem;
    },
    async append() {
      await dropHalfLine(itemsFile);
      const handle = await open(itemsFile, "a");
      let lines: string[] = [];
      let written = Date.now();
      let queue = Promise.resolve();
      // One after the other, so that lines never mix.
      const flush = () => {
        queue = queue.then(async () => {
          const text = lines.join("");
          lines = [];
          written = Date.now();
          if (text !== "") await handle.writeFile(text);
        });
        return queue;
      };
      return {
        async add(item) {
          lines.push(`${JSON.stringify(item)}\n`);
          if (lines.length >= 1000 || Date.now() - written > 1000) await flush();
        },
        async close() {
          await flush();
          await handle.sync();
          await handle.close();
        },
      };
    },
  };
}

/** If a run was ended in the middle of a line, that line is worth nothing. */
async function dropHalfLine(path: string): Promise<void> {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size === 0) return;
  const handle = await open(path);
  try {
    const tail = Buffer.alloc(Math.min(size, 1024 * 1024));
    await handle.read(tail, 0, tail.length, size - tail.length);
    const end = tail.lastIndexOf(0x0a);
    if (end !== tail.length - 1) await truncate(path, size - tail.length + end + 1);
  } finally {
    await handle.close();
  }
}
