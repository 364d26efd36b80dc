import { type ChosenFile, type ChosenFiles, chosenFromList } from "./chosenFiles.ts";

export type DirectoryHandle = {
  readonly name: string;
  values(): AsyncIterable<(DirectoryHandle & { kind: "directory" }) | FileHandle>;
};

type FileHandle = { readonly kind: "file"; readonly name: string; getFile(): Promise<File> };

/** Reads a folder that was chosen by the File System Access picker. It is loaded once somebody has chosen one. */
export async function chosenFromFolder(root: DirectoryHandle): Promise<ChosenFiles> {
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
