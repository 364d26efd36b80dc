import { type Hex, keccak256, sha256, stringToBytes } from "viem";
import { describe, expect, it } from "vitest";
import { isStray } from "../content/stray.ts";
import { canonicalJson } from "../core/json.ts";
import { makeBundle, makeExcerpt } from "../testing/bundles.ts";
import { type GivenFile, variantsOf } from "./checkFiles.ts";
import { verifyBundle } from "./verifyBundle.ts";

const texts = { "poems/tide.txt": "The tide\ncomes in.\n", "notes.txt": "spring\n" };
const { bundle, files } = makeBundle({ files: texts });
const [tide] = files as [(typeof files)[number]];
const disclosed = makeBundle({ files: texts, disclose: ["poems/tide.txt"] }).bundle;
const trusted = [...bundle.blocks, ...disclosed.blocks].map(({ hash }) => ({ hash, chainId: 1, source: "you" }));

const verdictOf = (given: readonly GivenFile[] | undefined, of = bundle) =>
  verifyBundle({ bundle: of, files: given, trusted: [trusted[0]].flatMap((known) => known ?? []) });
const outcomes = (verdict: ReturnType<typeof verdictOf>) =>
  Object.fromEntries(verdict.steps.filter(({ id }) => id.startsWith("files")).map(({ id, outcome }) => [id, outcome]));

describe("a verification without a file", () => {
  it("cannot know of the file, unless the record alone is asked for", () => {
    const forgotten = verdictOf([]);
    expect(forgotten.verdict).toBe("cannot-know");
    expect(forgotten.sentence).toContain("No file was compared");
    expect(verdictOf(undefined)).toMatchObject({ verdict: "proved" });
    expect(outcomes(verdictOf(undefined))).toEqual({ files: "not-checked" });
    expect(verdictOf([], disclosed).verdict).toBe("cannot-know");
  });

  it("of a bundle that is about no files has nothing to forget", () => {
    const state = makeBundle({ withoutStamp: true, withState: true }).bundle;
    const known = [{ hash: state.blocks[0]?.hash as Hex, chainId: 1, source: "you" }];
    expect(verifyBundle({ bundle: state, files: [], trusted: known }).verdict).toBe("proved");
  });
});

describe("a digest in place of a file", () => {
  const typed = { path: tide.sha256, sha256: tide.sha256 };
  it("is compared, and that no byte was read is said", () => {
    const verdict = verdictOf([typed]);
    expect(verdict.verdict).toBe("proved");
    expect(outcomes(verdict)).toEqual({
      files: "proved",
      "files-by-digest": "assumed",
      "files-missing": "not-checked",
    });
    expect(verdict.proved[0]).toContain("by the digests that you gave");
    expect(verdictOf([{ ...typed, size: tide.size }], disclosed).verdict).toBe("proved");
    expect(verdictOf([{ ...typed, size: tide.size + 1 }]).verdict).toBe("disproved");
    expect(verdictOf([{ path: "x", sha256: keccak256("0x01") }]).verdict).toBe("disproved");
  });

  it("may be that of a part that the bundle shows, which only its bytes can tell", async () => {
    const { text, blake3, nodes, range, shown } = await makeExcerpt();
    const part = makeBundle({
      files: { "book.txt": text },
      blake3: { "book.txt": blake3 },
      disclose: ["book.txt"],
      ranges: [{ path: "book.txt", from: range.from, to: range.to, nodes }],
    }).bundle;
    const known = [{ hash: part.blocks[0]?.hash as Hex, chainId: 1, source: "you" }];
    const verdict = (size?: number) =>
      verifyBundle({ bundle: part, trusted: known, files: [{ path: "x", sha256: sha256(shown), size }] });
    expect(verdict().verdict).toBe("cannot-know");
    expect(verdict().sentence).toContain("give the file itself");
    expect(verdict(shown.length).verdict).toBe("cannot-know");
    expect(verdict(shown.length + 1).verdict).toBe("disproved");
  });
});

describe("what an operating system puts into a folder", () => {
  it("is named and left out, and is no disproof", () => {
    const stray = {
      path: "poems/.DS_Store",
      size: 9,
      sha256: keccak256("0x09"),
      blake3: keccak256("0x09"),
      stray: true,
    };
    const verdict = verdictOf([...files, stray]);
    expect(verdict.verdict).toBe("proved");
    expect(outcomes(verdict)).toEqual({ files: "proved", "files-left-out": "not-checked" });
    expect(verdict.notChecked.join()).toContain("“poems/.DS_Store” was left out");
    // Named by itself it is a file like any other, and alone it is no file to compare.
    expect(verdictOf([...files, { ...stray, stray: false }]).verdict).toBe("disproved");
    expect(verdictOf([stray]).verdict).toBe("cannot-know");
    expect(
      [
        "a/.DS_Store",
        "a/THUMBS.DB",
        "Desktop.ini",
        "a/._b.jpg",
        "__MACOSX/a/b.jpg",
        "a/ehthumbs.db",
        "a/.localized",
        "Icon\r",
        "a/.directory",
        "photos/@eaDir/a.jpg/SYNOPHOTO_THUMB_M.jpg",
        ".Spotlight-V100/Store-V2/x",
        "a/$RECYCLE.BIN/S-1-5-21/$I0.jpg",
        "System Volume Information/IndexerVolumeGuid",
      ].filter((path) => !isStray(path)),
    ).toEqual([]);
    for (const path of ["a/DS_Store.txt", "a/_.jpg", "a/.b", "__macosx", "a/.._", "@eaDir", "a/Icon", "directory"])
      expect(isStray(path), path).toBe(false);
  });
});

describe("a file that differs by no more than the ends of its lines", () => {
  const given = (text: string | Uint8Array): GivenFile => {
    const bytes = typeof text === "string" ? stringToBytes(text) : text;
    return {
      path: "tide.txt",
      size: bytes.length,
      sha256: sha256(bytes),
      blake3: keccak256(bytes),
      variants: variantsOf(bytes),
    };
  };
  const text = texts["poems/tide.txt"];

  it.each<[string, string, RegExp]>([
    ["git made CRLF of it", text.replaceAll("\n", "\r\n"), /with LF in place of CRLF as line ends/],
    ["its last line break is gone", text.slice(0, -1), /with a line break at its end/],
    ["an editor added a line break", `${text}\n`, /without the line break at its end/],
    ["an editor added a byte order mark", `\ufeff${text}`, /without its byte order mark/],
    [
      "both",
      `\ufeff${text.replaceAll("\n", "\r\n")}`,
      /with LF in place of CRLF as line ends and without its byte order mark/,
    ],
  ])("is disproved, with the difference in words: %s", (_, changed, words) => {
    for (const of of [bundle, disclosed]) {
      const verdict = verdictOf([given(changed)], of);
      expect(verdict.verdict).toBe("disproved");
      expect(verdict.sentence).toMatch(words);
      expect(verdict.sentence).toContain("the bytes are not the same");
    }
  });

  it("says nothing of the kind of other files", () => {
    expect(verdictOf([given("something else\n")]).sentence).not.toContain("line");
    expect(variantsOf(Uint8Array.of(0, 10))).toEqual([]);
    const windows = makeBundle({ files: { "a.txt": "one\r\ntwo\r\n" } });
    const verdict = verifyBundle({ bundle: windows.bundle, files: [given("one\ntwo\n")] });
    expect(verdict.sentence).toContain("with CRLF in place of LF");
  });
});

describe("a bundle that an editor touched", () => {
  it.each<[string, (text: string) => string, RegExp]>([
    ["a line break at its end", (text) => `${text}\n`, /added a line break or spaces behind it/],
    ["CRLF at its end", (text) => `${text}\r\n`, /added a line break or spaces behind it/],
    ["a byte order mark", (text) => `\ufeff${text}`, /added a byte order mark/],
    ["both", (text) => `\ufeff${text}\n`, /a byte order mark before it and a line break or spaces behind it/],
    ["another layout", (text) => JSON.stringify(JSON.parse(text), null, 2), /saved it anew/],
  ])("is refused, with what was done to it: %s", (_, change, words) => {
    const verdict = verifyBundle({ bundle: change(canonicalJson(bundle)), files, trusted });
    expect(verdict.verdict).toBe("cannot-know");
    expect(verdict.sentence).toMatch(words);
    const bytes = new TextEncoder().encode(change(canonicalJson(bundle)));
    expect(verifyBundle({ bundle: bytes, files, trusted }).sentence).toBe(verdict.sentence);
  });
});
