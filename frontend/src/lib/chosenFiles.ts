import { isStray } from "@colophon/sdk";

/** A file that the person chose, with its path in the folder it came in (just its name if it came alone). */
export type ChosenFile = { path: string; file: File };

export type ChosenFiles = {
  files: readonly ChosenFile[];
  /** Files that operating systems leave in folders by themselves; they are not part of anybody's work. */
  leftOut: readonly string[];
  /** What could not be read, with its path. */
  unreadable: readonly string[];
  /** The name of the folder, if one single folder was chosen. */
  folder: string | undefined;
};

/** Reads what was chosen in `<input type="file">`, with or without `webkitdirectory`. */
export function chosenFromInput(list: FileList): ChosenFiles {
  return chosenFromList([...list].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
}

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

/** Orders what was found, and takes away the name of the folder if everything is in one folder. */
export function chosenFromList(found: readonly ChosenFile[], unreadable: readonly string[] = []): ChosenFiles {
  const normal = found.map(({ path, file }) => ({ path: path.normalize("NFC"), file }));
  const kept = normal.filter(({ path }) => !isStray(path));
  const leftOut = normal.filter(({ path }) => isStray(path)).map(({ path }) => path);
  const tops = new Set(kept.map(({ path }) => (path.includes("/") ? path.slice(0, path.indexOf("/")) : "")));
  const folder = tops.size === 1 ? [...tops][0] || undefined : undefined;
  const files = folder ? kept.map(({ path, file }) => ({ path: path.slice(folder.length + 1), file })) : kept;
  return { files, leftOut, unreadable, folder };
}
