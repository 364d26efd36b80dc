import { createReadStream } from "node:fs";
import { mkdir, open, readFile, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Anchor, type Manifest, manifestFormats } from "@colophon/sdk";
import type { Address, Hex } from "viem";
import { UsageError } from "../Command.ts";
import { replaceFile, secret } from "../files.ts";

/** One line of items.jsonl. A file that was hashed here has a size and a BLAKE3; a digest from a list has not. */
export type BatchItem = { name: string; sha256: Hex; salt: Hex } & (
  | { size: number; blake3: Hex; entrySalt: Hex }
  | { blinding: Hex }
);

/** What a batch calls itself. The first format did not record that of its items, which is found out by what was stamped. */
export const batchFormat = "colophon-batch/2";

const olderBatchFormat = "colophon-batch/1";

/** What batch.json holds: where a batch is and how far it got. */
export type BatchState = {
  format: typeof batchFormat | typeof olderBatchFormat;
  /** The format of the list of files that each item is: a batch is finished in the one that it was begun in. */
  manifest?: Manifest["format"] | undefined;
  chainId: number;
  timestamps: Address;
  claimant: Address;
  anchor?: Anchor | undefined;
  /** The anchor's header in RLP, which shows its time. */
  anchorHeader?: Hex | undefined;
  /** How many items there are, and what is stamped for them: known once all of them are listed. */
  count?: number | undefined;
  root?: Hex | undefined;
  /** The transaction as it was sent, and where the stamp is. */
  sent?: Hex | undefined;
  stamp?: { transaction: Hex; block: number; time: number } | undefined;
};

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
      if (state.format === olderBatchFormat) return state;
      if (state.format !== batchFormat)
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
      await replaceFile(stateFile, `${JSON.stringify(state, null, 2)}\n`, secret);
    },
    async *items() {
      if (!(await stat(itemsFile).catch(() => undefined))) return;
      for await (const line of createInterface({ input: createReadStream(itemsFile) }))
        yield JSON.parse(line) as BatchItem;
    },
    async append() {
      await dropHalfLine(itemsFile);
      const handle = await open(itemsFile, "a", secret.mode);
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
