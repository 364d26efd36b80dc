import { type Hex, keccak256, numberToHex } from "viem";
import { describe, expect, it } from "vitest";
import { createManifest } from "../content/manifest.ts";
import { canonicalJson } from "../core/json.ts";
import { FormatError } from "../model/errors.ts";
import { makeBundle } from "../testing/bundles.ts";
import { type Bundle, parseBundle } from "./bundle.ts";
import { entryOf, openBundle, openBundleFile } from "./openBundle.ts";
import { verifyBundle } from "./verifyBundle.ts";

const hashOf = (n: number): Hex => numberToHex(n + 1, { size: 32 });

/** A bundle that lists many files; whether its content root is right is not its question. */
function withFiles(
  count: number,
  format: "colophon-manifest/1" | "colophon-manifest/2" = "colophon-manifest/2",
): Bundle {
  const { bundle } = makeBundle({ withAnchor: true });
  const files = Array.from({ length: count }, (_, i) => ({
    path: `“${i}” {[é]}\\.txt`,
    size: i,
    sha256: hashOf(i),
    blake3: hashOf(2 * i),
    salt: hashOf(3 * i),
  }));
  const manifest = { ...createManifest({ files, anchor: bundle.stamp?.manifest?.anchor }), format };
  return { ...bundle, stamp: { ...(bundle.stamp as NonNullable<Bundle["stamp"]>), manifest } };
}

async function* piecesOf(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe("a bundle that is opened", () => {
  it.each(["colophon-manifest/2", "colophon-manifest/1"] as const)(
    "is the same from text, bytes, a value and a file in pieces of any length, with a list of %s",
    async (format) => {
      const bundle = withFiles(40, format);
      const bytes = new TextEncoder().encode(canonicalJson(bundle));
      const opened = openBundle(bundle);
      expect(openBundle(canonicalJson(bundle))).toEqual(opened);
      expect(openBundle(bytes)).toEqual(opened);
      for (const size of [1, 7, 100, 1 << 20]) {
        expect(await openBundleFile(() => piecesOf(bytes, size))).toEqual(opened);
      }
      const { list, head } = opened.stamp ?? {};
      expect(head?.format).toBe(format);
      const entries = bundle.stamp?.manifest?.files.map(({ type: _, salt: __, ...entry }) => entry) ?? [];
      expect(entries.map((_, i) => list && entryOf(list, i))).toEqual(entries);
    },
  );

  it("is refused with the same words whether it is read as a whole or in pieces, after any change", async () => {
    const text = canonicalJson(withFiles(3));
    const entry = text.slice(text.indexOf('{"blake3"'), text.indexOf("}", text.indexOf(']}\\\\.txt"')) + 1);
    const changes: ((text: string) => string)[] = [
      (whole) => whole.replace('"files":[', '"files":[ '),
      (whole) => whole.replace('"files":[', '"files":[1,'),
      (whole) => whole.replace('"files":[', '"files":[[],'),
      (whole) => whole.replace('"files":[', `"files":[${entry},`),
      (whole) => whole.replace('"files":[', `"files":[],"files":[`),
      (whole) => whole.replace("},{", "}{"),
      (whole) => whole.replace("},{", "},,{"),
      (whole) => whole.replace("},{", "}, {"),
      (whole) => whole.replace('"size":1,', '"size":1.0,'),
      (whole) => whole.replace('"size":1,', '"size":-0,'),
      (whole) => whole.replace('"size":1,', '"size":1,"size":1,'),
      (whole) => whole.replace('"size":1,', '"size":1,"extra":1,'),
      (whole) => whole.replace('"path":"“1', '"path":"\\u201c1'),
      (whole) => whole.replace('"path":"“1', '"path":"“9'),
      (whole) => whole.replace("text/plain", "text/Plain").replace("octet-stream", "Octet"),
      (whole) => whole.replace('"batch"', '"files":[{}],"batch"'),
      (whole) => whole.replace('"chainId":1', '"chainId":1,"x":{"y":{"files":[{"a":1}]}}'),
      (whole) => whole.slice(0, -1),
      (whole) => whole.slice(0, whole.indexOf("“2")),
      (whole) => `${whole}}`,
      (whole) => whole.replace('"format":"colophon-manifest/2"', '"format":"colophon-manifest/3"'),
      () => "",
      () => "[".repeat(200_000),
    ];
    for (const [i, change] of changes.entries()) {
      const changed = change(text);
      if (changed === text) continue;
      const bytes = new TextEncoder().encode(changed);
      const said = [
        attempt(() => parseBundle(changed)),
        attempt(() => openBundle(changed)),
        attempt(() => openBundle(bytes)),
        await openBundleFile(() => piecesOf(bytes, 13)).catch((error: FormatError) => error.shortMessage),
      ];
      expect([i, typeof said[0]]).toEqual([i, "string"]);
      expect([i, ...said]).toEqual([i, said[0], said[0], said[0], said[0]]);
    }
  });

  it("is refused when its bytes are no UTF-8, wherever in it", async () => {
    const bytes = new TextEncoder().encode(canonicalJson(withFiles(3)));
    for (const at of [0, bytes.indexOf(0xe2), bytes.length - 1]) {
      const changed = bytes.map((byte, i) => (i === at ? 0xff : byte));
      expect(() => openBundle(changed)).toThrow("not UTF-8");
      await expect(openBundleFile(() => piecesOf(changed, 50))).rejects.toThrow("not UTF-8");
    }
  });

  it("lists all files that were compared, and of very many others the first thousand", () => {
    const bundle = withFiles(3000);
    const file = bundle.stamp?.manifest?.files[2500];
    const verdict = verifyBundle({ bundle, files: file && [{ ...file, path: "mine" }] });
    expect(verdict.files).toHaveLength(1001);
    expect(verdict.files.filter(({ compared }) => compared)).toEqual([
      { path: file?.path, size: file?.size, sha256: file?.sha256, compared: true },
    ]);
    expect(verdict.filesNotListed).toBe(1999);
    expect(verdict.steps.find(({ id }) => id === "files-missing")?.sentence).toMatch(/^2999 more/);
    expect(verifyBundle({ bundle, files: file && [{ ...file, blake3: keccak256("0x") }] }).verdict).toBe("disproved");
  });
});

function attempt(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error instanceof FormatError ? error.shortMessage : error;
  }
}
