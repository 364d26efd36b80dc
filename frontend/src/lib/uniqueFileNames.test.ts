import { describe, expect, it } from "vitest";
import { uniqueFileNames } from "./download.ts";

describe("uniqueFileNames", () => {
  it("numbers a name that is taken, even by a numbered one", () => {
    expect(
      uniqueFileNames(["a-2.colophon-bundle.json", "a.colophon-bundle.json", "a.colophon-bundle.json", "b"]),
    ).toEqual(["a-2.colophon-bundle.json", "a.colophon-bundle.json", "a-3.colophon-bundle.json", "b"]);
  });
});
