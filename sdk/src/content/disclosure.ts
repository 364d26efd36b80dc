import { bytesToHex, concat, type Hex, hexToBytes, keccak256 } from "viem";
import { canonicalBytes } from "../core/json.ts";
import { hashPair, type MerkleTree, merkleProof, merkleTree, verifyMerkleProof } from "../core/merkle.ts";
import { documents } from "../model/formats.ts";
import { ContentError, type Manifest, type ManifestEntry } from "./manifest.ts";

/** Says that a manifest lists no file of this name, and which it lists. */
export function unknownPath(path: string, listed: readonly string[]): ContentError {
  return new ContentError(`The manifest has no file called “${path}”. ${listedInWords(path, listed)}`);
}

/** Those that end alike first: most people leave out the folder. */
function listedInWords(path: string, listed: readonly string[]): string {
  const name = path.split("/").at(-1)?.toLowerCase();
  const alike = listed.filter((known) => known.split("/").at(-1)?.toLowerCase() === name);
  const shown = [...alike, ...listed.filter((known) => !alike.includes(known))].slice(0, 5);
  const more = listed.length - shown.length;
  const names = shown.map((known) => `“${known}”`).join(", ");
  return `Choose one of the files that it lists: ${names}${more > 0 ? ` and ${more.toLocaleString("en")} more` : ""}.`;
}

/** The 32 bytes that stand for a manifest on the chain. */
export function contentRootOf(manifest: Manifest): Hex {
  return contentRootFrom(filesTree(manifest).root, headOf(manifest));
}

/** The same from the root of the tree over a manifest's entries and the hash of the rest of it. */
export function contentRootFrom(filesRoot: Hex, head: Hex): Hex {
  return bytesToHex(hashPair(hexToBytes(filesRoot), hexToBytes(head)));
}

/** The tree over the entries of a manifest, in their order. */
export function filesTree(manifest: Manifest): MerkleTree {
  const { format, files } = manifest;
  return merkleTree(files.map((entry) => leafOf({ sha256: entry.sha256, blinding: blindingOf(entry, format) })));
}

/** The hash of a manifest without its files: the last sibling of every file's proof. */
export function headOf(manifest: Omit<Manifest, "files"> & { files?: unknown }): Hex {
  return keccak256(canonicalBytes({ ...manifest, files: undefined }));
}

type LeafOfParameters = { sha256: Hex; blinding: Hex };

/** An entry's leaf. Hashed twice, so that an inner node of a tree can't pose as a leaf. */
export function leafOf({ sha256, blinding }: LeafOfParameters): Hex {
  return keccak256(keccak256(concat([sha256, blinding])));
}

/** The hash of everything in an entry but its SHA-256: what is published beside the digest of a disclosed file. */
export function blindingOf(entry: ManifestEntry, format: Manifest["format"]): Hex {
  if (format !== documents.manifest.format) return keccak256(canonicalBytes({ ...entry, sha256: undefined }));
  const { name, bytes } = entryPartsOf(entry);
  return keccak256(concat([name, bytesHashOf(bytes)]));
}

type EntryParts = {
  /** The hash of what the file is called, which stays closed when its bytes are shown. */
  name: Hex;
  bytes: EntryBytes;
};

/** The two halves of an entry of colophon-manifest/2, each with its own salt: one of them tells nothing of the other. */
export function entryPartsOf({ path, type, size, blake3, salt }: ManifestEntry): EntryParts {
  const name = keccak256(canonicalBytes({ path, type, salt: keccak256(concat([salt, "0x01"])) }));
  return { name, bytes: { blake3, size, salt: keccak256(concat([salt, "0x02"])) } };
}

/** What an entry says of a file's bytes, with a salt of its own. */
type EntryBytes = { blake3: Hex; size: number; salt: Hex };

/** The half of an entry's blinding that is opened to show a range of the file. */
export function bytesHashOf({ blake3, size, salt }: EntryBytes): Hex {
  return keccak256(canonicalBytes({ blake3, size, salt }));
}

/** What makes one file findable: the Works contract checks it and logs the digest. */
export type Disclosure = {
  /** SHA-256 of the file. */
  digest: Hex;
  blinding: Hex;
  /** The siblings from the file's leaf to the content root. */
  proof: readonly Hex[];
};

/** Disclosures of the files with these paths; of every file that isn't empty if no paths are given. */
export function discloseFiles(manifest: Manifest, paths?: readonly string[]): Disclosure[] {
  const tree = filesTree(manifest);
  const head = headOf(manifest);
  const positions = new Map(manifest.files.map((entry, i) => [entry.path, i]));
  const chosen = paths ?? manifest.files.filter((entry) => entry.size > 0).map((entry) => entry.path);
  return chosen.map((path) => {
    const position = positions.get(path);
    const entry = position === undefined ? undefined : manifest.files[position];
    if (position === undefined || entry === undefined) throw unknownPath(path, [...positions.keys()]);
    if (entry.size === 0) {
      throw new ContentError(
        `“${path}” is empty. Every empty file has the same digest, so it can't be made findable. Leave it out.`,
      );
    }
    return {
      digest: entry.sha256,
      blinding: blindingOf(entry, manifest.format),
      proof: [...merkleProof(tree, position), head],
    };
  });
}

/** The disclosure of one file. For several, {@link discloseFiles} builds the tree only once. */
export function discloseFile(manifest: Manifest, path: string): Disclosure {
  return discloseFiles(manifest, [path])[0] as Disclosure;
}

/** What fits into one transaction beside everything else; most nodes take 128 KiB. */
const transactionBudget = 96 * 1024;

/** How many files of a manifest can be made findable in one transaction. */
export function disclosureLimit(files: number): number {
  const proof = Math.ceil(Math.log2(Math.max(1, files))) + 1;
  const words = 5 + proof;
  return Math.floor(transactionBudget / (32 * words));
}

/** Whether a disclosed file belongs to a content root, as the Works contract decides it. */
export function verifyDisclosure(contentRoot: Hex, { digest, blinding, proof }: Disclosure): boolean {
  return verifyMerkleProof({ root: contentRoot, leaf: leafOf({ sha256: digest, blinding }), proof });
}
