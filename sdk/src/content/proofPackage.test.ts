import { describe, expect, it } from "vitest";
import { readZip } from "../core/zip.ts";
import { batchOpenings, createOpening, type Opening } from "./commitment.ts";
import { createManifest } from "./manifest.ts";
import { bundleOfFile, createProofPackage, isPackageNote } from "./proofPackage.ts";

const place = { chainId: 1, timestamps: `0x${"11".repeat(20)}`, claimant: `0x${"22".repeat(20)}` } as const;
const openingOf = (path: string): Opening =>
  createOpening({
    ...place,
    manifest: createManifest({
      files: [{ path, size: 1, sha256: `0x${"ab".repeat(32)}`, blake3: `0x${"cd".repeat(32)}` }],
    }),
  });
const opening = openingOf("secret-title.txt");
const proof = { opening, name: "secret-title.txt" };
const entriesOf = async (bytes: Uint8Array<ArrayBuffer>) => (await readZip(new Blob([bytes]))) ?? [];

describe("createProofPackage", () => {
  it("packs the opening and the read-me before the stamp, under names that tell nothing", async () => {
    const { name, bytes, complete } = createProofPackage([proof]);
    expect(name).toBe(`proof-${opening.commitment.slice(2, 10)}.colophon.zip`);
    expect(complete).toBe(false);
    const entries = await entriesOf(bytes);
    expect(entries.map((entry) => entry.name)).toEqual(["READ-ME.colophon.txt", "proof.colophon.json"]);
    const readMe = await (await entries[0]?.unpack())?.text();
    expect(readMe).toContain("from before its evidence was captured");
    expect(readMe).toContain(opening.commitment);
  });

  it("packs the evidence and the certificate after it", async () => {
    const stamped = { ...opening, stamp: { transaction: opening.commitment, block: 12, time: 1_773_324_309 } };
    const { bytes, complete } = createProofPackage([{ ...proof, opening: stamped, bundle: "{}", certificate: "<p>" }]);
    expect(complete).toBe(true);
    const entries = await entriesOf(bytes);
    expect(entries.map(({ name }) => name)).toEqual([
      "READ-ME.colophon.txt",
      "proof.colophon.json",
      "proof.colophon-bundle.json",
      "proof.colophon.html",
    ]);
    expect(entries.filter(({ name }) => isPackageNote(name)).map(({ name }) => name)).toEqual([
      "READ-ME.colophon.txt",
      "proof.colophon.html",
    ]);
    expect(await (await entries[0]?.unpack())?.text()).toContain("block 12 of chain 1, 2026-03-12 14:05 UTC");
  });

  it("numbers those of a batch, and tells in the read-me which is which", async () => {
    const { openings } = batchOpenings(Array.from({ length: 11 }, (_, i) => openingOf(`${i}.txt`)));
    const { bytes } = createProofPackage(openings.map((each, i) => ({ opening: each, name: `${i}.txt` })));
    const entries = await entriesOf(bytes);
    expect(entries.at(-1)?.name).toBe("proof-11.colophon.json");
    expect(await (await entries[0]?.unpack())?.text()).toContain("“1.txt”: proof-02.colophon.json");
  });

  it("has nothing to pack without an opening", () => {
    expect(() => createProofPackage([])).toThrow("There is nothing to pack");
  });
});

describe("bundleOfFile", () => {
  it("takes the bundle out of a package, and any other file as it is", async () => {
    const { bytes } = createProofPackage([{ ...proof, bundle: '{"a":1}' }]);
    expect(await (await bundleOfFile(new Blob([bytes]))).text()).toBe('{"a":1}');
    const plain = new Blob(['{"format":"colophon-bundle/2"}']);
    expect(await bundleOfFile(plain)).toBe(plain);
  });

  it.each([
    ["without evidence yet", [proof], "from before its stamp was captured"],
    [
      "of several works",
      [
        { ...proof, bundle: "{}" },
        { ...proof, bundle: "{}" },
      ],
      "one is checked at a time",
    ],
  ])("says what to do with one %s", async (_, proofs, sentence) => {
    await expect(bundleOfFile(new Blob([createProofPackage(proofs).bytes]))).rejects.toThrow(sentence);
  });
});
