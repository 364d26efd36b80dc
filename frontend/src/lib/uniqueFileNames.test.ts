import { describe, expect, it } from "vitest";
import { archiveName, safeFileName, uniqueFileNames } from "./download.ts";
import { bundleNameOf } from "./evidence/keptBundles.ts";

describe("uniqueFileNames", () => {
  it("numbers a name that is taken, even by a numbered one", () => {
    expect(
      uniqueFileNames(["a-2.colophon-bundle.json", "a.colophon-bundle.json", "a.colophon-bundle.json", "b"]),
    ).toEqual(["a-2.colophon-bundle.json", "a.colophon-bundle.json", "a-3.colophon-bundle.json", "b"]);
  });
});

describe("names of saved things", () => {
  const opening = { name: "edit/harbour.png", opening: { commitment: `0x${"ab".repeat(32)}` } } as const;

  it("tells a bundle without names from one with them, and keeps the name out of its own", () => {
    expect(bundleNameOf(opening, { named: true })).toBe("edit_harbour.png.colophon-bundle.json");
    expect(bundleNameOf(opening, { named: false })).toBe("proof-abababab-without-names.colophon-bundle.json");
  });

  it("tells the archives of two batches apart", () => {
    expect(archiveName("bundles", `0x${"12".repeat(32)}`)).toBe("bundles-12121212.colophon.zip");
    expect(archiveName("openings", `0x${"34".repeat(32)}`)).toBe("openings-34343434.colophon.zip");
    expect(archiveName("bundles", "0x12121212", { named: false })).toBe("bundles-12121212-without-names.colophon.zip");
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
