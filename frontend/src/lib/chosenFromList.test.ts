import { describe, expect, it } from "vitest";
import { chosenFromList } from "./chosenFiles.ts";

const named = (...paths: string[]) => paths.map((path) => ({ path, file: new File(["x"], path) }));
const paths = (list: readonly { path: string }[]) => list.map(({ path }) => path);

describe("chosenFromList", () => {
  it("takes away the name of a single folder and remembers it", () => {
    const chosen = chosenFromList(named("book/a.txt", "book/pictures/b.png"));
    expect(chosen.folder).toBe("book");
    expect(paths(chosen.files)).toEqual(["a.txt", "pictures/b.png"]);
  });

  it("keeps paths when there are several folders or files beside a folder", () => {
    expect(chosenFromList(named("a/x", "b/x")).folder).toBeUndefined();
    expect(paths(chosenFromList(named("a/x", "y")).files)).toEqual(["a/x", "y"]);
  });

  it("leaves out what systems put there, and says so", () => {
    const chosen = chosenFromList(named("book/a.txt", "book/.DS_Store", "book/pictures/Thumbs.db"));
    expect(paths(chosen.files)).toEqual(["a.txt"]);
    expect(chosen.leftOut).toEqual(["book/.DS_Store", "book/pictures/Thumbs.db"]);
  });

  it("W03 composes accents, so that the same folder has the same paths on every system", () => {
    const decomposed = "e\u0301te\u0301.txt";
    expect(paths(chosenFromList(named(decomposed)).files)).toEqual(["\u00e9t\u00e9.txt"]);
  });

  it("W03 takes nothing from nothing", () => {
    expect(chosenFromList([])).toEqual({ files: [], leftOut: [], unreadable: [], folder: undefined });
  });
});
