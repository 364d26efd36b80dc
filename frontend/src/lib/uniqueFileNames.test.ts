import { describe, expect, it } from "vitest";
import { namelessArchiveName, safeFileName, uniqueFileNames } from "./download.ts";
import { namelessBundleName } from "./evidence/keptBundles.ts";

describe("uniqueFileNames", () => {
  it("numbers a name that is taken, even by a numbered one", () => {
    expect(
      uniqueFileNames(["a-2.colophon-bundle.json", "a.colophon-bundle.json", "a.colophon-bundle.json", "b"]),
    ).toEqual(["a-2.colophon-bundle.json", "a.colophon-bundle.json", "a-3.colophon-bundle.json", "b"]);
  });
});

describe("names of saved things", () => {
  it("keeps the name out of what a bundle without names is called", () => {
    const named = { name: "edit/harbour.png", opening: { commitment: `0x${"ab".repeat(32)}` } } as const;
    expect(namelessBundleName(named)).toBe("proof-abababab-without-names.colophon-bundle.json");
    expect(namelessArchiveName(`0x${"12".repeat(32)}`)).toBe("bundles-12121212-without-names.colophon.zip");
  });

  it.each([
    [".hidden", "hidden.json"],
    ["dots...", "dots.json"],
    ["CON", "_CON.json"],
    ["aux.txt", "_aux.txt.json"],
    ["  ", "file.json"],
  ])("makes of %j a name that every system takes", (name, safe) => {
    expect(safeFileName(name, "file", ".json")).toBe(safe);
  });
});
