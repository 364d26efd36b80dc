import { SimpleMerkleTree } from "@openzeppelin/merkle-tree";
import { bytesToHex, type Hex, keccak256, sha256, stringToBytes } from "viem";
import { describe, expect, it } from "vitest";
import vectors from "../../vectors/manifest.json" with { type: "json" };
import { canonicalJson } from "../core/json.ts";
import { FormatError } from "../model/errors.ts";
import { compareFiles } from "./compareFiles.ts";
import {
  blindingOf,
  contentRootOf,
  discloseFile,
  discloseFiles,
  entryPartsOf,
  filesTree,
  headOf,
  leafOf,
  verifyDisclosure,
} from "./disclosure.ts";
import { createManifest, type HashedFile, type ManifestEntry, mediaTypeOf, parseManifest } from "./manifest.ts";

const random = (): Hex => bytesToHex(crypto.getRandomValues(new Uint8Array(32)));

function file(path: string, more: Partial<HashedFile> = {}): HashedFile {
  return { path, size: 5, type: "text/plain", sha256: random(), blake3: random(), ...more };
}

describe("published vectors", () => {
  it.each(vectors)("$name", (vector) => {
    const manifest = parseManifest(vector.manifest);
    manifest.files.forEach((entry, i) => {
      const expected: Record<string, string> | undefined = vector.files[i];
      const { sha256: digest, ...rest } = entry;
      const { bytes, name } = entryPartsOf(entry);
      const text = vector.contents[entry.path as keyof typeof vector.contents] as unknown as string;
      expect(sha256(stringToBytes(text))).toBe(digest);
      if (manifest.format === "colophon-manifest/1") {
        expect(canonicalJson(rest)).toBe(expected?.canonicalWithoutSha256);
      } else {
        expect(keccak256(stringToBytes(expected?.canonicalName ?? ""))).toBe(name);
        expect(canonicalJson(bytes)).toBe(expected?.canonicalBytes);
      }
      expect(blindingOf(entry, manifest.format)).toBe(expected?.blinding);
      expect(leafOf({ sha256: digest, blinding: blindingOf(entry, manifest.format) })).toBe(expected?.leaf);
    });
    expect(filesTree(manifest).root).toBe(vector.filesRoot);
    expect(headOf(manifest)).toBe(vector.head);
    expect(contentRootOf(manifest)).toBe(vector.contentRoot);
    expect(discloseFiles(manifest)).toEqual(vector.disclosures);
  });
});

describe("createManifest", () => {
  it("sorts by UTF-16 code units, composes accents, salts each file and cleans media types", () => {
    const manifest = createManifest({
      files: [
        file("b.txt"),
        file("e\u0301.txt"),
        file("\u{1f600}.txt"),
        file("\uff5e.txt"),
        file("B.txt", { type: "Text/HTML; charset=utf-8" }),
      ],
    });
    expect(manifest.files.map(({ path }) => path)).toEqual(["B.txt", "b.txt", "é.txt", "\u{1f600}.txt", "\uff5e.txt"]);
    expect(new Set(manifest.files.map(({ salt }) => salt)).size).toBe(5);
    expect(manifest.files[0]?.type).toBe("text/html");
    expect(parseManifest(JSON.stringify(manifest))).toEqual(manifest);
    expect(contentRootOf(createManifest({ files: [...manifest.files].reverse() }))).toBe(contentRootOf(manifest));
  });

  it.each(["", "text", "text/", "/html", "<script>/x", `${"a".repeat(200)}/b`, undefined])(
    "takes %j for bytes",
    (type) => {
      expect(mediaTypeOf(type)).toBe("application/octet-stream");
    },
  );

  it("R05 W03 refuses content that is nothing", () => {
    expect(() => createManifest({ files: [] })).toThrow("There are no files");
    expect(() => createManifest({ files: [file("a", { size: 0 })] })).toThrow("The file is empty");
    expect(() => createManifest({ files: [file("a", { size: 0 }), file("b", { size: 0 })] })).toThrow("All 2 files");
    expect(createManifest({ files: [file("a", { size: 0 }), file("b")] }).files).toHaveLength(2);
  });

  it.each(["", "/etc/passwd", "a//b", "a/", "./a", "a/../b", "a\u0000b", "a\u0085b", "\ud800", "x".repeat(1025)])(
    "W03 refuses the path %j",
    (path) => {
      expect(() => createManifest({ files: [file(path)] })).toThrow("can't be recorded");
      const { path: _, ...entry } = file("a", { salt: random() });
      expect(() => parseManifest({ format: "colophon-manifest/1", files: [{ ...entry, path }] })).toThrow(FormatError);
    },
  );

  it("refuses two files of one name, also when only their accents are spelt differently", () => {
    expect(() => createManifest({ files: [file("é"), file("e\u0301")] })).toThrow("Two files are called");
  });
});

describe("parseManifest", () => {
  const good = createManifest({ files: [file("a"), file("b")], anchor: { chainId: 1, number: 2, hash: random() } });

  it.each([
    ["another format", { ...good, format: "colophon-opening/1" }, /format is “colophon-opening\/1”/],
    ["no format", { files: [] }, /names no format/],
    ["an unknown field", { ...good, note: "hidden" }, /note/],
    ["an unknown field of a file", { ...good, files: good.files.map((f) => ({ ...f, x: 1 })) }, /files\.0\.x/],
    ["no files", { ...good, files: [] }, /not empty/],
    ["unsorted files", { ...good, files: [...good.files].reverse() }, /sorted/],
    ["a file twice", { ...good, files: [good.files[0], good.files[0]] }, /each path once/],
    ["a negative size", { ...good, files: [{ ...good.files[0], size: -1 }] }, /size/],
    ["a size beyond exactness", { ...good, files: [{ ...good.files[0], size: 2 ** 53 }] }, /size/],
    ["upper-case hexadecimal", { ...good, files: [{ ...good.files[0], salt: `0x${"AB".repeat(32)}` }] }, /salt/],
    ["a bad anchor", { ...good, anchor: { chainId: 0, number: 1, hash: random() } }, /anchor\.chainId/],
    ["null", null, /names no format/],
    ["a list", [], /names no format/],
    ["no JSON", "{", /not JSON/],
    ["nested nonsense", `{"format":${"[".repeat(9999)}`, /nests deeper/],
    ["bytes that are no text", new Uint8Array([0xff, 0xfe]), /not UTF-8/],
  ])("refuses %s", (_, input, message) => {
    expect(() => parseManifest(input)).toThrow(FormatError);
    expect(() => parseManifest(input)).toThrow(message);
  });

  it("W05 is not led astray by prototype keys", () => {
    const text = JSON.stringify(good).replace('"format"', '"__proto__":{"polluted":true},"constructor":1,"format"');
    let parsed: object = {};
    try {
      parsed = parseManifest(text);
    } catch (error) {
      expect(error).toBeInstanceOf(FormatError);
    }
    expect("polluted" in {}).toBe(false);
    expect("polluted" in parsed).toBe(false);
  });
});

describe("disclosure", () => {
  it("agrees with OpenZeppelin on random manifests, and every proof ends with the head", () => {
    for (let size = 1; size <= 20; size++) {
      const manifest = createManifest({ files: Array.from({ length: size }, (_, i) => file(`file-${i}`)) });
      const leaves = manifest.files.map((entry) =>
        leafOf({ sha256: entry.sha256, blinding: blindingOf(entry, manifest.format) }),
      );
      const tree = SimpleMerkleTree.of(leaves, { sortLeaves: false });
      expect(contentRootOf(manifest)).toBe(
        SimpleMerkleTree.of([tree.root, headOf(manifest)], { sortLeaves: false }).root,
      );
      discloseFiles(manifest).forEach((disclosure, i) => {
        expect(disclosure.proof).toEqual([...tree.getProof(i), headOf(manifest)]);
        expect(verifyDisclosure(contentRootOf(manifest), disclosure)).toBe(true);
      });
    }
  });

  it("R08 refuses an inner node, the head or another digest as a file", () => {
    const manifest = createManifest({ files: [file("a"), file("b"), file("c")] });
    const root = contentRootOf(manifest);
    const disclosure = discloseFile(manifest, "a");
    const [left, right] = manifest.files.map((entry) =>
      leafOf({ sha256: entry.sha256, blinding: blindingOf(entry, manifest.format) }),
    );
    expect(
      verifyDisclosure(root, { digest: left as Hex, blinding: right as Hex, proof: disclosure.proof.slice(1) }),
    ).toBe(false);
    expect(verifyDisclosure(root, { ...disclosure, digest: random() })).toBe(false);
    expect(verifyDisclosure(root, { digest: filesTree(manifest).root, blinding: headOf(manifest), proof: [] })).toBe(
      false,
    );
  });

  it("refuses files that aren't there or are empty, and leaves empty ones out by itself", () => {
    const manifest = createManifest({ files: [file("a"), file("b", { size: 0 })] });
    expect(() => discloseFile(manifest, "c")).toThrow("The manifest has no file called “c”");
    expect(() => discloseFile(manifest, "b")).toThrow("“b” is empty");
    expect(discloseFiles(manifest)).toHaveLength(1);
  });

  it("changes the root with every single field of a file", () => {
    const [entry] = createManifest({ files: [file("a")] }).files;
    const roots = [
      {},
      { path: "b" },
      { size: 6 },
      { type: "text/html" },
      { sha256: random() },
      { blake3: random() },
      { salt: random() },
    ].map((change) =>
      contentRootOf({ format: "colophon-manifest/2", files: [{ ...(entry as ManifestEntry), ...change }] }),
    );
    expect(new Set(roots).size).toBe(roots.length);
  });
});

describe("compareFiles", () => {
  const manifest = createManifest({ files: ["a", "b", "c", "d"].map((path) => file(path)) });
  const [a, b, c, d] = manifest.files as [ManifestEntry, ManifestEntry, ManifestEntry, ManifestEntry];

  it("finds the same files in any order", () => {
    expect(compareFiles(manifest, [d, b, a, c])).toMatchObject({ identical: true, same: [a, b, c, d], added: [] });
  });

  it("tells renamed, changed, missing and added files apart", () => {
    const changed = { ...b, sha256: random() };
    const renamed = { ...c, path: "c2" };
    const added = file("e") as ManifestEntry;
    expect(compareFiles(manifest, [a, changed, renamed, added])).toEqual({
      identical: false,
      same: [a],
      renamed: [{ entry: c, file: renamed }],
      changed: [{ entry: b, file: changed }],
      missing: [d],
      added: [added],
    });
  });

  it("needs both digests to agree", () => {
    expect(compareFiles(manifest, [{ ...a, blake3: random() }, b, c, d])).toMatchObject({
      identical: false,
      changed: [{ entry: a }],
    });
  });
});
