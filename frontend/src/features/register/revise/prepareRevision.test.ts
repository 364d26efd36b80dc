import {
  createManifest,
  createMetadata,
  createOpening,
  discloseFiles,
  ipfsUriOf,
  type Metadata,
  parseMetadata,
} from "@colophon/sdk";
import type { WorkRecord } from "@colophon/sdk/read";
import { zeroAddress, zeroHash } from "viem";
import { describe, expect, it } from "vitest";
import { findableFiles } from "../visible/findableFiles.ts";
import { changesOf, newReviseDraft, prepareRevision } from "./revision.ts";

const ines = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const contract = { address: zeroAddress, block: 0, initCodeHash: zeroHash };
const deployment = {
  chainId: 31337,
  contracts: {
    timestamps: contract,
    colophon: contract,
    works: contract,
    terms: contract,
    offers: contract,
    licences: contract,
    compliance: contract,
    royalties: contract,
    agreements: contract,
    assignments: contract,
  },
};
const hash = (digit: string) => `0x${digit.repeat(64)}` as const;
const uri = ipfsUriOf(hash("c"));

const before = createMetadata({
  name: "Almanac",
  description: "Twelve months.",
  category: "literary",
  language: "en",
  identifiers: [{ scheme: "Shelf", value: "12" }],
  image: uri,
  image_details: { type: "image/webp", size: 10 },
  thumbnail: { uri, type: "image/webp", size: 5, width: 3, height: 4 },
  preview: { uri, type: "text/plain", size: 3 },
  credits: [
    { name: "Ines", role: "author", account: ines, units: 60_000_000 },
    { name: "Tomas", role: "Puppet maker", units: 40_000_000 },
  ],
  holders: { root: hash("d"), list: uri },
  batch: { root: hash("e"), proof: [hash("f")] },
  delivery: { record: uri, service: "https://files.example" },
}).metadata;

const work = {
  id: 5n,
  category: "literary",
  versions: [
    { revision: 0, contentRoot: hash("1"), salt: hash("2") },
    { revision: 1, contentRoot: hash("3"), salt: hash("4") },
  ],
} as unknown as WorkRecord;

const prepare = (
  draft: ReturnType<typeof newReviseDraft>,
  opening?: Parameters<typeof prepareRevision>[0]["opening"],
) => {
  const paths = opening ? findableFiles(opening.manifest, draft.hidden).chosen.map(({ path }) => path) : [];
  const disclosures = opening ? discloseFiles(opening.manifest, paths) : [];
  return prepareRevision({ draft, work, before, opening, disclosures, deployment });
};

describe("prepareRevision", () => {
  it("changes nothing by itself: the form says what the metadata says", () => {
    const { metadata, uploads } = prepare(newReviseDraft(before, "literary"));
    expect(metadata.metadata).toEqual(before);
    expect(changesOf(before, metadata.metadata)).toEqual([]);
    expect(uploads.map(({ name }) => name)).toEqual(["metadata"]);
  });

  it("keeps the latest files, with the salt that opens their stamp", () => {
    const draft = newReviseDraft(before, "literary");
    const { call, metadata } = prepare({ ...draft, reason: " A typo. " });
    expect(call.functionName).toBe("revise");
    expect(call.args).toEqual([5n, hash("3"), hash("4"), metadata.digest, []]);
    expect(parseMetadata(metadata.bytes)).toEqual({ ...before, reason: "A typo." });
  });

  it("Y01 leaves the list of holders where those find it who have not taken their share", () => {
    const draft = newReviseDraft(before, "literary");
    const { metadata } = prepare({ ...draft, cover: { kind: "none" }, preview: { kind: "none" } });
    const { image, image_details, thumbnail, preview, ...rest } = before;
    expect(metadata.metadata).toEqual(rest);
    expect(metadata.metadata.holders).toEqual(before.holders);
    expect(changesOf(before, metadata.metadata)).toEqual(["The cover", "The preview"]);
  });

  it("opens the stamp of new files and makes those findable that are not left out", () => {
    const files = ["a", "b"].map((path, i) => ({
      path,
      size: 1,
      sha256: hash(String(i + 5)),
      blake3: hash(String(i + 7)),
    }));
    const manifest = createManifest({ files });
    const opening = createOpening({ chainId: 31337, timestamps: zeroAddress, claimant: ines, manifest });
    const draft = { ...newReviseDraft(before, "literary"), newFiles: true, hidden: ["a"] };
    const { call, metadata } = prepare(draft, opening);
    const [, root, salt, , disclosures] = call.args as [bigint, string, string, string, { digest: string }[]];
    expect([root, salt]).toEqual([opening.contentRoot, opening.salt]);
    // The record of encrypted files was of the files before.
    expect(metadata.metadata.delivery).toEqual({ service: "https://files.example" });
    expect(disclosures.map(({ digest }) => digest)).toEqual([hash("6")]);
    // The batch was that of the files before.
    expect(metadata.metadata.batch).toBeUndefined();
    expect(() => prepare(draft)).toThrow();
  });

  it("stores a new cover and names it by its digest", () => {
    const file = { name: "c.webp", type: "image/webp", bytes: new Uint8Array([1, 2, 3]), width: 2, height: 3 };
    const draft = { ...newReviseDraft(before, "literary"), cover: { kind: "new" as const, file } };
    const { metadata, uploads } = prepare(draft);
    expect(uploads.map(({ name }) => name)).toEqual(["cover", "metadata"]);
    expect(metadata.metadata.image_details).toEqual({ type: "image/webp", size: 3, width: 2, height: 3 });
    expect(metadata.metadata.image).not.toBe(uri);
  });

  it("W07 begins empty where the metadata cannot be read", () => {
    const draft = newReviseDraft(undefined as Metadata | undefined, "musical");
    expect(draft).toMatchObject({
      description: { title: "", category: "musical" },
      people: [],
      cover: { kind: "none" },
    });
  });
});
