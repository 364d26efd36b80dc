import { describe, expect, it } from "vitest";
import { chosenFromDrop } from "./chosenFiles.ts";

type Entry = { isFile: boolean; fullPath: string; file?: unknown; createReader?: unknown };

function fileEntry(fullPath: string, fails = false): Entry {
  return {
    isFile: true,
    fullPath,
    file: (resolve: (file: File) => void, reject: (error: Error) => void) =>
      fails ? reject(new DOMException("gone", "NotFoundError")) : resolve(new File(["x"], fullPath)),
  };
}

/** Hands out its children a few at a time, as browsers do. */
function folderEntry(fullPath: string, children: Entry[], atOnce = 2): Entry {
  return {
    isFile: false,
    fullPath,
    createReader: () => {
      const left = [...children];
      return { readEntries: (resolve: (entries: Entry[]) => void) => resolve(left.splice(0, atOnce)) };
    },
  };
}

function drop(...entries: Entry[]): DataTransfer {
  const items = entries.map((entry) => ({ kind: "file", webkitGetAsEntry: () => entry }));
  return { items, files: [] } as unknown as DataTransfer;
}

describe("chosenFromDrop", () => {
  it("reads folders in folders to their end, however few entries come at once", async () => {
    const chosen = await chosenFromDrop(
      drop(
        folderEntry("/book", [
          fileEntry("/book/1"),
          fileEntry("/book/2"),
          fileEntry("/book/3"),
          folderEntry("/book/deep", [fileEntry("/book/deep/4")]),
          folderEntry("/book/empty", []),
        ]),
      ),
    );
    expect(chosen.folder).toBe("book");
    expect(chosen.files.map(({ path }) => path).sort()).toEqual(["1", "2", "3", "deep/4"]);
  });

  it("W03 names what it could not read instead of leaving it out silently", async () => {
    const chosen = await chosenFromDrop(drop(fileEntry("/good"), fileEntry("/locked", true)));
    expect(chosen.files).toHaveLength(1);
    expect(chosen.unreadable).toEqual(["locked"]);
  });
});
