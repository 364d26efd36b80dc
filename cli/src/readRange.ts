import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import {
  chunkBytes,
  type DiscloseRangeParameters,
  type FileRange,
  hashSpans,
  rangeProblem,
  rangeSpans,
} from "@colophon/sdk";
import { createProgress } from "./createProgress.ts";
import { UsageError } from "./UsageError.ts";

/**
 * A part of a file, as "from-to" with its first and last byte counted from 0, and the nodes of the file's tree that show
 * it. The tree has leaves of 1,024 bytes, so the part grows to the next borders of them.
 */
export async function readRange(
  text: string,
  { path, source }: { path: string; source: string },
): Promise<DiscloseRangeParameters> {
  const [, first, last] = /^(\d{1,15})-(\d{1,15})$/.exec(text) ?? [];
  if (first === undefined || last === undefined) {
    throw new UsageError(
      `--range ${text} is not a range: the first and the last byte, counted from 0, such as 0-1023.`,
    );
  }
  const found = await stat(source).catch(() => undefined);
  if (!found?.isFile()) throw new UsageError(`The file ${source} can't be read.`);
  const { size } = found;
  if (Number(last) >= size) {
    throw new UsageError(`--range ${text}: the last byte of ${source} is ${size - 1}. Name bytes that the file has.`);
  }
  const from = Math.floor(Number(first) / chunkBytes) * chunkBytes;
  const to = Math.min(Math.ceil((Number(last) + 1) / chunkBytes) * chunkBytes, size);
  const range: FileRange = { from, to, size };
  const problem = rangeProblem(range);
  if (problem) throw new UsageError(`--range ${text} can't be shown: ${problem}`);
  const progress = createProgress("Reading", size);
  let before = 0;
  const nodes = await hashSpans(
    createReadStream(source, { highWaterMark: 1024 * 1024 }),
    { spans: rangeSpans(range), bytes: size },
    {
      onProgress(bytes) {
        progress.add(bytes - before);
        before = bytes;
      },
    },
  );
  progress.end();
  if (nodes === undefined) throw new UsageError(`${source} changed while it was read. Run this again.`);
  return { path, from, to, nodes };
}
