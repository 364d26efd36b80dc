import type { ChosenFile, ChosenFiles } from "./ChosenFiles.ts";
import { isSystemFile } from "./isSystemFile.ts";

/** Orders what was found, and takes away the name of the folder if everything is in one folder. */
export function chosenFromList(found: readonly ChosenFile[], unreadable: readonly string[] = []): ChosenFiles {
  const normal = found.map(({ path, file }) => ({ path: path.normalize("NFC"), file }));
  const kept = normal.filter(({ path }) => !isSystemFile(path));
  const leftOut = normal.filter(({ path }) => isSystemFile(path)).map(({ path }) => path);
  const tops = new Set(kept.map(({ path }) => (path.includes("/") ? path.slice(0, path.indexOf("/")) : "")));
  const folder = tops.size === 1 ? [...tops][0] || undefined : undefined;
  const files = folder ? kept.map(({ path, file }) => ({ path: path.slice(folder.length + 1), file })) : kept;
  return { files, leftOut, unreadable, folder };
}
