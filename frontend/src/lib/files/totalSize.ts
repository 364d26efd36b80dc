import type { ChosenFile } from "./ChosenFiles.ts";

/** How long the page is kept busy at a time, in milliseconds. */
const turn = 20;

/**
 * The bytes in all files together. A browser looks each one up on the disk, on the page's own thread, which takes
 * seconds for ten thousand of them; so it is given time for other things in between.
 */
export async function totalSize(files: readonly ChosenFile[], signal?: AbortSignal): Promise<number> {
  let total = 0;
  let since = performance.now();
  for (const { file } of files) {
    total += file.size;
    if (performance.now() - since < turn) continue;
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
    since = performance.now();
  }
  return total;
}
