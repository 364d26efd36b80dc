import { glob, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { type Hex, sha256 } from "viem";
import type { DemoWork } from "./catalogue.ts";

export type DemoFile = { path: string; type: string; bytes: Uint8Array };

/** What a work of the catalogue consists of. */
export type DemoFiles = {
  /** The work itself, which is never published: all that is in works/<slug>/. */
  files: DemoFile[];
  /** What everybody may see, from public/<slug>/. */
  cover: DemoFile | undefined;
  /** The cover, small, as a browser makes it: see makeThumbnails.ts. */
  thumbnail: DemoFile | undefined;
  preview: DemoFile;
};

const types: Record<string, string> = {
  ".csv": "text/csv",
  ".flac": "audio/flac",
  ".md": "text/markdown",
  ".mp3": "audio/mpeg",
  ".webp": "image/webp",
};

/** Where a file of the catalogue is that everybody may see. */
export function publicFile(slug: string, name: string): string {
  return join(import.meta.dirname, "public", slug, name);
}

/** Reads the files of a work. With a folder, it leaves them there for people to try things with. */
export async function loadFiles({ slug, cover, preview }: DemoWork, folder?: string): Promise<DemoFiles> {
  const load = async (file: string, path: string, name: string): Promise<DemoFile> => {
    const bytes = await readFile(file);
    if (folder) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), bytes);
    }
    return { path, type: types[extname(path)] ?? "text/plain", bytes };
  };
  const loadPublic = (name: string) => load(publicFile(slug, name), name, `public/${slug}-${name}`);
  const home = join(import.meta.dirname, "works", slug);
  return {
    files: await Promise.all((await filesIn(home)).map((path) => load(join(home, path), path, `${slug}/${path}`))),
    cover: cover && (await loadPublic("cover.webp")),
    thumbnail: cover && (await loadPublic("thumbnail.webp")),
    preview: await loadPublic(preview),
  };
}

/** What every file of the catalogue is: its size in bytes and its SHA-256, by its path from here. */
export async function digestsOfFiles(): Promise<Record<string, { size: number; sha256: Hex }>> {
  const digests: Record<string, { size: number; sha256: Hex }> = {};
  for (const folder of ["public", "works"]) {
    for (const path of await filesIn(join(import.meta.dirname, folder))) {
      const bytes = await readFile(join(import.meta.dirname, folder, path));
      digests[`${folder}/${path}`] = { size: bytes.length, sha256: sha256(bytes) };
    }
  }
  return digests;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(glob("**/*", { cwd: folder, withFileTypes: true }));
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
}
