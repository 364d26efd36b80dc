import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = await mkdtemp(join(tmpdir(), "colophon-files-"));

export type FileContents = Record<string, string | Uint8Array>;

/** A new folder with these files, by their paths in it. Returns where it is. */
export async function createFolder(name: string, contents: FileContents): Promise<string> {
  const folder = join(root, randomUUID(), name);
  await mkdir(folder, { recursive: true });
  for (const [path, content] of Object.entries(contents)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

/** A new file that nobody ever had: its last line says so. Returns where it is. */
export async function createFile(name: string, content = "Low water, and the boats asleep.\n"): Promise<string> {
  const folder = await createFolder("files", { [name]: `${content}${randomUUID()}\n` });
  return join(folder, name);
}
