import { createManifest, discloseFiles, disclosureLimit } from "@colophon/sdk";
import { registerCall } from "@colophon/sdk/calls";
import { encodeFunctionData, type Hex, pad, sha256, toHex, zeroHash } from "viem";
import { afterEach, describe, expect, it, vi } from "vitest";
import { makeCover, makePreview, originalOf, originalProblem } from "./publicFiles.ts";

const mebibyte = 1024 * 1024;
const script = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

afterEach(() => vi.unstubAllGlobals());

/** A browser that draws, with as many bytes for a pixel as wanted. */
function stubDrawing(bytesPerPixel: number) {
  const drawn: { width: number; height: number }[] = [];
  const written = new Set<string>();
  vi.stubGlobal("createImageBitmap", async () => ({ width: 4000, height: 3000, close: () => undefined }));
  vi.stubGlobal(
    "OffscreenCanvas",
    class {
      width: number;
      height: number;
      constructor(width: number, height: number) {
        this.width = width;
        this.height = height;
        drawn.push({ width, height });
      }
      getContext() {
        const nothing = () => undefined;
        return {
          drawImage: nothing,
          save: nothing,
          restore: nothing,
          translate: nothing,
          rotate: nothing,
          measureText: () => ({ width: 400 }),
          strokeText: nothing,
          fillText: (text: string) => written.add(text),
        };
      }
      async convertToBlob({ type }: { type: string }) {
        return new Blob([new Uint8Array(Math.ceil(this.width * this.height * bytesPerPixel))], { type });
      }
    },
  );
  return Object.assign(drawn, { written });
}

describe("makeCover", () => {
  it("W05 refuses SVG by type, by name and by content", async () => {
    const files = [
      new File([script], "a.png", { type: "image/svg+xml" }),
      new File([script], "a.SVG", { type: "image/png" }),
      new File([`<?xml version="1.0"?>${script}`], "a.png", { type: "image/png" }),
    ];
    for (const file of files) expect(await makeCover(file)).toMatchObject({ error: expect.stringContaining("SVG") });
  });

  it("W03 refuses what is empty or no picture", async () => {
    vi.stubGlobal("createImageBitmap", async () => {
      throw new DOMException("The source image could not be decoded.");
    });
    expect(await makeCover(new File([], "a.png"))).toMatchObject({ error: expect.stringContaining("empty") });
    expect(await makeCover(new File(["text"], "a.png", { type: "image/png" }))).toMatchObject({
      error: expect.stringContaining("cannot open this as a picture"),
    });
  });

  it("draws a picture anew, at most 1,600 pixels long, in its own proportions", async () => {
    stubDrawing(0.1);
    const result = await makeCover(new File([new Uint8Array(5 * mebibyte)], "a.jpg", { type: "image/jpeg" }));
    expect(result).toMatchObject({ ok: true, file: { type: "image/jpeg", width: 1600, height: 1200 } });
    expect(result.ok && result.file.thumbnail?.bytes.length).toBe((480 * 360) / 10);
  });

  it("draws it smaller until it has at most 1 MiB, or says that it cannot", async () => {
    const drawn = stubDrawing(1);
    expect(await makeCover(new File(["x"], "a.png", { type: "image/png" }))).toMatchObject({
      ok: true,
      file: { type: "image/webp", width: 900, height: 675 },
    });
    // And then a small one for lists, which this picture cannot be made.
    expect(drawn.map(({ width }) => width)).toEqual([1600, 1200, 900, 480, 480, 480, 320, 320]);
    stubDrawing(10);
    expect(await makeCover(new File(["x"], "a.png"))).toMatchObject({ error: expect.stringContaining("1 MiB") });
  });
});

describe("makePreview", () => {
  it("takes exactly 1 MiB, unchanged, and not a byte more", async () => {
    const bytes = new Uint8Array(mebibyte).fill(7);
    bytes.set([0x49, 0x44, 0x33]);
    const result = await makePreview(new File([bytes], "a.mp3", { type: "audio/mpeg" }), true);
    expect(result).toMatchObject({ ok: true, file: { name: "a.mp3", type: "audio/mpeg" } });
    expect(result.ok && Buffer.from(bytes).equals(result.file.bytes)).toBe(true);
    const over = new File([new Uint8Array(mebibyte + 1)], "a.mp3", { type: "audio/mpeg" });
    expect(await makePreview(over, true)).toMatchObject({ error: expect.stringContaining("1 MiB") });
  });

  it("never publishes the bytes of a picture: it is drawn anew, smaller, and marked if wanted", async () => {
    const drawn = stubDrawing(0.1);
    const original = new Uint8Array(5 * mebibyte).fill(9);
    const file = new File([original], "harbour.png", { type: "image/png" });
    const marked = await makePreview(file, true);
    expect(marked).toMatchObject({ ok: true, file: { width: 1200, height: 900, drawn: true, mark: "PREVIEW" } });
    expect([...drawn.written]).toEqual(["PREVIEW"]);
    const plain = await makePreview(file, false);
    expect(plain.ok && plain.file.mark).toBeUndefined();
    expect(originalOf([{ sha256: sha256(original) }], plain.ok ? plain.file : undefined)).toBeUndefined();
  });

  it("finds out that a preview is a file of the work, and asks", async () => {
    const poem = new File(["Low water"], "poem.txt", { type: "text/plain" });
    const files = [{ path: "poem.txt", sha256: sha256(new Uint8Array(await poem.arrayBuffer())) }];
    const made = await makePreview(poem, true);
    if (!made.ok) throw new Error(made.error);
    expect(originalOf(files, made.file)?.path).toBe("poem.txt");
    expect(originalProblem(files, made.file)).toMatch(/file of the work itself/);
    expect(originalProblem(files, { ...made.file, agreed: true })).toBeUndefined();
    const excerpt = await makePreview(new File(["Low"], "poem.txt", { type: "text/plain" }), true);
    expect(originalProblem(files, excerpt.ok ? excerpt.file : undefined)).toBeUndefined();
  });

  it("knows text by its name where the system does not", async () => {
    expect(await makePreview(new File(["# A"], "A.MD"), true)).toMatchObject({ file: { type: "text/markdown" } });
  });

  it("W05 refuses pages, programs and SVG", async () => {
    const refused = [
      new File(["<script>"], "a.html", { type: "text/html" }),
      new File(["x"], "a.js", { type: "text/javascript" }),
      new File([script], "a.txt", { type: "text/plain" }),
      new File(["x"], "unknown"),
      new File(["no sound at all, only words"], "a.mp3", { type: "audio/mpeg" }),
    ];
    for (const file of refused) expect(await makePreview(file, true)).toMatchObject({ ok: false });
  });
});

describe("disclosureLimit", () => {
  it("lets a whole registration stay well below 128 KiB", { timeout: 20_000 }, () => {
    const contract = { address: `0x${"1".repeat(40)}` as const, block: 0, initCodeHash: zeroHash };
    const deployment = {
      chainId: 1,
      contracts: {
        timestamps: contract,
        colophon: contract,
        works: contract,
        licences: contract,
        royalties: contract,
        agreements: contract,
        assignments: contract,
        terms: contract,
        compliance: contract,
        offers: contract,
      },
    };
    const hash = (n: number): Hex => pad(toHex(n + 1), { size: 32 });
    for (const count of [1, 300]) {
      const files = Array.from({ length: count }, (_, i) => ({
        path: `${i}`,
        size: 1,
        sha256: hash(i),
        blake3: hash(i),
      }));
      const manifest = createManifest({ files });
      const limit = disclosureLimit(count);
      const disclosures = discloseFiles(manifest).slice(0, limit);
      const registration = {
        contentRoot: hash(1),
        salt: hash(2),
        metadataDigest: hash(3),
        category: "other" as const,
      };
      const data = encodeFunctionData(registerCall(deployment, { registration, disclosures }));
      expect(data.length / 2).toBeLessThan(100 * 1024);
      expect(limit).toBeGreaterThan(150);
    }
  });
});
