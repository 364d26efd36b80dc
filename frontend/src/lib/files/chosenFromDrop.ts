import type { ChosenFile, ChosenFiles } from "./ChosenFiles.ts";
import { chosenFromList } from "./chosenFromList.ts";

/** Reads files and whole folders from a drop or a paste. Call it inside the event: the browser empties it afterwards. */
export async function chosenFromDrop(transfer: DataTransfer): Promise<ChosenFiles> {
  const items = [...transfer.items].filter((item) => item.kind === "file");
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = [...transfer.files];
  if (entries.every((entry) => entry === null)) {
    return chosenFromList(plain.map((file) => ({ path: file.name, file })));
  }

  const found: ChosenFile[] = [];
  const unreadable: string[] = [];
  const pending = entries.filter((entry) => entry !== null);
  for (let entry = pending.shift(); entry; entry = pending.shift()) {
    const path = entry.fullPath.replace(/^\//, "");
    try {
      if (entry.isFile) found.push({ path, file: await fileOf(entry as FileSystemFileEntry) });
      else pending.push(...(await childrenOf(entry as FileSystemDirectoryEntry)));
    } catch {
      unreadable.push(path);
    }
  }
  return chosenFromList(found, unreadable);
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader hands out about a hundred entries at a time and an empty list at the end. */
async function childrenOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return children;
    children.push(...some);
  }
}
