import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { sha256 } from "viem";
import type { DemoWork } from "./DemoWork.ts";
import digests from "./digests.json" with { type: "json" };
import { thumbnailFile } from "./thumbnailFile.ts";

export type MadeFile = { path: string; type: string; bytes: Uint8Array };

export type MadeWork = {
  /** The work itself, which is never published. */
  files: MadeFile[];
  /** What everybody may see. */
  cover: MadeFile | undefined;
  /** The cover, small, as a browser makes it. */
  thumbnail: Uint8Array | undefined;
  preview: MadeFile;
};

/**
 * Makes the files of a work. With a folder, it leaves them there for people to try things with, and takes what is
 * there already and as it should be instead of making it again.
 */
export async function makeFiles({ slug, files, cover, preview }: DemoWork, folder?: string): Promise<MadeWork> {
  const made = async (path: string, type: string, name: string, make: () => Uint8Array): Promise<MadeFile> => {
    const kept = folder && (await readFile(join(folder, name)).catch(() => undefined));
    if (kept && sha256(kept) === pinned(name)) return { path, type, bytes: kept };
    const bytes = make();
    if (folder) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), bytes);
    }
    return { path, type, bytes };
  };
  const own: MadeFile[] = [];
  for (const { path, type, make } of files) own.push(await made(path, type, `${slug}/${path}`, make));
  return {
    files: own,
    cover: cover && (await made("cover.png", "image/png", `public/${slug}-cover.png`, cover.make)),
    thumbnail: cover && (await readFile(thumbnailFile(slug))),
    preview: await made(preview.path, preview.type, `public/${slug}-${preview.path}`, preview.make),
  };
}

/** What the bytes of a file are known to be. */
function pinned(name: string): string | undefined {
  return (digests as Record<string, { sha256: string }>)[name]?.sha256;
}
