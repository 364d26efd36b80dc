import { lstat, readdir } from "node:fs/promises";
import { basename, join, resolve, sep } from "node:path";
import { UsageError } from "./UsageError.ts";

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
