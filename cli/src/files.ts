import { createReadStream } from "node:fs";
import { lstat, open, readdir, rename, stat, writeFile } from "node:fs/promises";
import { basename, join, resolve, sep } from "node:path";
import {
  canonicalJson,
  chunkBytes,
  type DiscloseRangeParameters,
  type FileRange,
  hashSpans,
  rangeProblem,
  rangeSpans,
} from "@colophon/sdk";
import type { Bundle } from "@colophon/sdk/evidence";
import { UsageError } from "./Command.ts";
import { createProgressBar } from "./terminal.ts";

export type ListedFile = {
  /** Where it is on this machine. */
  location: string;
  /** Its name in a manifest: relative, with slashes. */
  path: string;
  /** In bytes. */
  size: number;
};

async function visit(location: string, path: string, found: ListedFile[]): Promise<void> {
  const stats = await lstat(location).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      error.code === "ENOENT"
        ? `There is no file or folder ${location}.`
        : `${location} can't be read (${error.code}).`,
    );
  });
  if (stats.isFile()) found.push({ location, path, size: stats.size });
  else if (stats.isDirectory()) {
    const names = await readdir(location);
    for (const name of names.sort()) await visit(join(location, name), `${path}/${name}`, found);
  } else {
    const what = stats.isSymbolicLink() ? "a symbolic link, and what it points to may change" : "no ordinary file";
    throw new UsageError(`${location} is ${what}. Leave it out, or name the files themselves.`);
  }
}

/** All files among the given files and folders, with the paths that a browser would give them. */
export async function listFiles(given: readonly string[]): Promise<ListedFile[]> {
  const found: ListedFile[] = [];
  for (const location of given) {
    const absolute = resolve(location);
    await visit(absolute, basename(absolute) || sep, found);
  }
  return found;
}

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
  const progress = createProgressBar("Reading", size);
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

/** Writes a file that must not exist yet, and waits until it is on the disk. */
export async function writeNewFile(path: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(path, "wx").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      error.code === "EEXIST"
        ? `${path} exists already and is not overwritten. Choose another name with --out, or move it away.`
        : `${path} can't be written (${error.code}).`,
    );
  });
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Replaces a file of ours in one step, so that nobody ever reads half of it. */
export async function replaceFile(path: string, content: string): Promise<void> {
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}

/** Writes a bundle in its canonical form, in which alone it is valid. It can be made again, so it may be replaced. */
export function saveBundle(path: string, bundle: Bundle): Promise<void> {
  return replaceFile(path, canonicalJson(bundle));
}
