import { createReadStream } from "node:fs";
import { lstat, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import {
  canonicalJson,
  chunkBytes,
  type DiscloseRangeParameters,
  type FileRange,
  hashSpans,
  isStray,
  rangeProblem,
  rangeSpans,
  visibleLine,
} from "@colophon/sdk";
import type { Bundle } from "@colophon/sdk/evidence";
import { UsageError } from "./Command.ts";
import { createProgressBar, warn } from "./terminal.ts";

export type ListedFile = {
  /** Where it is on this machine. */
  location: string;
  /** Its name in a manifest: relative, with slashes. */
  path: string;
  /** In bytes. */
  size: number;
  /** Whether it was named itself, and not found in a folder. */
  isNamed: boolean;
};

type Listing = {
  files: ListedFile[];
  /** Sentences about what a folder holds and no program can name: it is left out, and the rest goes on. */
  leftOut: string[];
};

/** A file system's name as text, or undefined: on Linux a name is any bytes. */
function nameOf(bytes: Buffer): string | undefined {
  const name = bytes.toString("utf8");
  return Buffer.from(name, "utf8").equals(bytes) ? name : undefined;
}

const printable = (bytes: Buffer) =>
  Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`,
  ).join("");

async function visit(location: string, path: string, isNamed: boolean, found: Listing): Promise<void> {
  const stats = await lstat(location).catch((error: NodeJS.ErrnoException) => {
    if (location.includes("\ufffd")) {
      throw new UsageError(
        `${location} can't be read: its name is not UTF-8 text, so it can't be typed or recorded. Rename it, and run this again.`,
      );
    }
    throw new UsageError(
      error.code === "ENOENT"
        ? `There is no file or folder ${location}.`
        : `${location} can't be read (${error.code}).`,
    );
  });
  if (stats.isFile()) found.files.push({ location, path, size: stats.size, isNamed });
  else if (stats.isDirectory()) {
    const names: string[] = [];
    for (const bytes of await readdir(location, { encoding: "buffer" })) {
      const name = nameOf(bytes);
      if (name !== undefined) names.push(name);
      else {
        found.leftOut.push(
          `${join(location, printable(bytes))} was left out: its name is not UTF-8 text, so it can't be recorded. Rename it, and run this again with it.`,
        );
      }
    }
    for (const name of names.sort()) await visit(join(location, name), `${path}/${name}`, false, found);
  } else {
    const what = stats.isSymbolicLink() ? "a symbolic link, and what it points to may change" : "no ordinary file";
    throw new UsageError(`${location} is ${what}. Leave it out, or name the files themselves.`);
  }
}

/**
 * All files among the given files and folders, with the paths that a browser would give them, and what had to be left
 * out, which is told to whoever watches too.
 */
export async function listFiles(given: readonly string[]): Promise<Listing> {
  const found: Listing = { files: [], leftOut: [] };
  for (const location of given) {
    const absolute = resolve(location);
    await visit(absolute, basename(absolute) || sep, true, found);
  }
  found.leftOut.forEach(warn);
  return found;
}

/**
 * The files of a work that is stamped: without those that operating systems put into folders and change when they like,
 * which would make the folder another one. The dApp leaves out the same.
 */
export async function listWork(given: readonly string[]): Promise<Listing> {
  const { files, leftOut } = await listFiles(given);
  const strays = files.filter(({ path, isNamed }) => !isNamed && isStray(path));
  const said = strays.map(
    ({ path }) => `“${visibleLine(path)}” was left out: your system keeps changing it by itself.`,
  );
  said.forEach(warn);
  return { files: files.filter((file) => !strays.includes(file)), leftOut: [...leftOut, ...said] };
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

/** For files that open what was stamped: nobody but their owner may read them. */
export const secret = { mode: 0o600 };

type WriteOptions = { mode?: number };

/** Writes a file that must not exist yet, and waits until it is on the disk. */
export async function writeNewFile(
  path: string,
  content: string | Uint8Array,
  { mode }: WriteOptions = {},
): Promise<void> {
  const handle = await open(path, "wx", mode).catch((error: NodeJS.ErrnoException) => {
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
  await syncFolder(path);
}

/**
 * Replaces a file of ours in one step, so that nobody ever reads half of it and no loss of power leaves none: it may be
 * the only copy.
 */
export async function replaceFile(path: string, content: string, options: WriteOptions = {}): Promise<void> {
  // What an earlier run left has the rights that it had then.
  await rm(`${path}.new`, { force: true });
  await writeNewFile(`${path}.new`, content, options);
  await rename(`${path}.new`, path);
  await syncFolder(path);
}

/** A file's name is in its folder, which is written for itself. Where a system can't do that, it does it by itself. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(dirname(resolve(path)), "r").catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

/** Writes a bundle in its canonical form, in which alone it is valid. It can be made again, so it may be replaced. */
export function saveBundle(path: string, bundle: Bundle): Promise<void> {
  return replaceFile(path, canonicalJson(bundle));
}
