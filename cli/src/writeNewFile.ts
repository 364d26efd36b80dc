import { open, rename, writeFile } from "node:fs/promises";
import { UsageError } from "./UsageError.ts";

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
