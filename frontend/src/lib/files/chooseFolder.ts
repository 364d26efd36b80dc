import type { ChosenFile, ChosenFiles } from "./ChosenFiles.ts";
import { chosenFromList } from "./chosenFromList.ts";

type DirectoryHandle = {
  readonly name: string;
  values(): AsyncIterable<(DirectoryHandle & { kind: "directory" }) | FileHandle>;
};
type FileHandle = { readonly kind: "file"; readonly name: string; getFile(): Promise<File> };
type Picker = () => Promise<DirectoryHandle>;

/** The File System Access picker, where the browser has it. It asks to view a folder; the older way says "upload". */
export function folderPicker(): Picker | undefined {
  const picker = (globalThis as { showDirectoryPicker?: Picker }).showDirectoryPicker;
  return picker?.bind(globalThis);
}

/** Lets the person choose a folder. Undefined if they changed their mind. */
export async function chooseFolder(picker: Picker): Promise<ChosenFiles | undefined> {
  let root: DirectoryHandle;
  try {
    root = await picker();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return undefined;
    throw error;
  }
  const found: ChosenFile[] = [];
  const unreadable: string[] = [];
  const pending = [{ directory: root, path: root.name }];
  for (let next = pending.shift(); next; next = pending.shift()) {
    try {
      for await (const child of next.directory.values()) {
        const path = `${next.path}/${child.name}`;
        if (child.kind === "directory") pending.push({ directory: child, path });
        else {
          try {
            found.push({ path, file: await child.getFile() });
          } catch {
            unreadable.push(path);
          }
        }
      }
    } catch {
      unreadable.push(next.path);
    }
  }
  return chosenFromList(found, unreadable);
}
