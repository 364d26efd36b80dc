import * as v from "valibot";
import { type Address, encodeAbiParameters, type Hex, keccak256, stringToHex } from "viem";
import { addressField, hashField, parseDocument, proofField, wholeField } from "../core/json.ts";
import { merkleProof, merkleTree, verifyMerkleProof } from "../core/merkle.ts";
import { ColophonError } from "../model/errors.ts";
import { documents } from "../model/formats.ts";
import { contentRootOf } from "./disclosure.ts";
import { type Manifest, manifestSchema, randomSalt } from "./manifest.ts";

/** What the claimant keeps: everything that opens a commitment. Whoever has it can show what was stamped. */
export type Opening = {
  format: typeof documents.opening.format;
  chainId: number;
  timestamps: Address;
  claimant: Address;
  contentRoot: Hex;
  salt: Hex;
  commitment: Hex;
  manifest: Manifest;
  /** When the commitment was stamped together with others: the root that was stamped, and the way to it. */
  batch?: { root: Hex; proof: readonly Hex[] } | undefined;
  /** Where it was stamped, for convenience: readers look at the chain. Time in seconds since 1970. */
  stamp?: { transaction: Hex; block: number; time: number } | undefined;
};

export type CommitmentParameters = {
  chainId: number;
  /** The Timestamps contract. */
  timestamps: Address;
  claimant: Address;
  contentRoot: Hex;
  /** 32 random bytes. */
  salt: Hex;
};

const typehash = keccak256(
  stringToHex("Commitment(uint256 chainId,address timestamps,address claimant,bytes32 contentRoot,bytes32 salt)"),
);

const layout = [
  { type: "bytes32" },
  { type: "uint256" },
  { type: "address" },
  { type: "address" },
  { type: "bytes32" },
  { type: "bytes32" },
] as const;

/** What is stamped: a hash that only who knows the salt can connect with the content or the claimant. */
export function commitmentOf({ chainId, timestamps, claimant, contentRoot, salt }: CommitmentParameters): Hex {
  return keccak256(encodeAbiParameters(layout, [typehash, BigInt(chainId), timestamps, claimant, contentRoot, salt]));
}

export type CreateOpeningParameters = {
  chainId: number;
  timestamps: Address;
  claimant: Address;
  manifest: Manifest;
  /** Random when missing. */
  salt?: Hex;
};

/** The opening of a new commitment. Keep it before stamping: without it the stamp proves nothing. */
export function createOpening({ manifest, salt = randomSalt(), ...parameters }: CreateOpeningParameters): Opening {
  const parts = {
    chainId: parameters.chainId,
    timestamps: parameters.timestamps.toLowerCase() as Address,
    claimant: parameters.claimant.toLowerCase() as Address,
    contentRoot: contentRootOf(manifest),
    salt,
  };
  return { format: documents.opening.format, ...parts, commitment: commitmentOf(parts), manifest };
}

/** What stands on the chain for an opening: its commitment, or the root of the batch that it was stamped in. */
export function stampedOf(opening: Pick<Opening, "commitment" | "batch">): Hex {
  return opening.batch?.root ?? opening.commitment;
}

export type OpeningBatch = {
  /** What to stamp. */
  commitment: Hex;
  /** The openings in the same order, each with its way to the stamped root. */
  openings: Opening[];
};

/** Joins openings so that one stamp serves them all. A batch of one is its own commitment. */
export function batchOpenings(openings: readonly Opening[]): OpeningBatch {
  const [first] = openings;
  if (first === undefined) throw new ColophonError("There is nothing to stamp. Add at least one opening.");
  for (const { chainId, timestamps } of openings) {
    if (chainId !== first.chainId || timestamps !== first.timestamps) {
      throw new ColophonError(
        `One opening is for chain ${first.chainId} (contract ${first.timestamps}) and another for chain ${chainId} (contract ${timestamps}). Stamp them separately.`,
      );
    }
  }
  if (openings.length === 1) return { commitment: first.commitment, openings: [{ ...first, batch: undefined }] };
  const tree = merkleTree(openings.map((opening) => opening.commitment));
  return {
    commitment: tree.root,
    openings: openings.map((opening, i) => ({ ...opening, batch: { root: tree.root, proof: merkleProof(tree, i) } })),
  };
}

const openingSchema = v.strictObject({
  format: v.literal(documents.opening.format),
  chainId: wholeField(1),
  timestamps: addressField,
  claimant: addressField,
  contentRoot: hashField,
  salt: hashField,
  commitment: hashField,
  manifest: manifestSchema,
  batch: v.optional(v.strictObject({ root: hashField, proof: proofField })),
  stamp: v.optional(v.strictObject({ transaction: hashField, block: wholeField(0), time: wholeField(0) })),
});

/** An opening from its JSON text, bytes or parsed value. Throws a FormatError; whether it opens is another question. */
export function parseOpening(input: unknown): Opening {
  return parseDocument(openingSchema, input, documents.opening);
}

export type OpeningPart = keyof CommitmentParameters | "manifest" | "commitment" | "batch" | "stamped";

export type OpeningDifference = {
  part: OpeningPart;
  /** What it should be, where that is known. */
  expected: string | undefined;
  found: string;
  sentence: string;
};

/** What is known from elsewhere: this chain, this contract, the claimant on record, what was stamped. */
export type ExpectedOpening = Partial<CommitmentParameters> & { stamped?: Hex };

export type OpeningCheck = { opens: true } | { opens: false; differences: OpeningDifference[] };

const partNames: Record<keyof CommitmentParameters, string> = {
  chainId: "The chain",
  timestamps: "The Timestamps contract",
  claimant: "The claimant",
  contentRoot: "The content root",
  salt: "The salt",
};

const committedParts = Object.keys(partNames) as (keyof CommitmentParameters)[];

function difference(part: keyof CommitmentParameters, expected: unknown, found: unknown): OpeningDifference {
  const sentence = `It does not open: ${partNames[part].replace("The", "the")} in the file is ${found}, but on record it is ${expected}.`;
  return { part, expected: String(expected), found: String(found), sentence };
}

/** Which parts of an opening contradict each other or what is expected; nothing is looked up. */
export function checkOpening(opening: Opening, expected: ExpectedOpening = {}): OpeningCheck {
  const differences: OpeningDifference[] = [];

  const root = contentRootOf(opening.manifest);
  if (root !== opening.contentRoot) {
    differences.push({
      part: "manifest",
      expected: opening.contentRoot,
      found: root,
      sentence: `It does not open: the list of files in it makes the content root ${root}, but the file says ${opening.contentRoot}. The list was changed.`,
    });
  }

  for (const part of committedParts) {
    const wanted = expected[part];
    if (wanted !== undefined && String(wanted).toLowerCase() !== String(opening[part])) {
      differences.push(difference(part, String(wanted).toLowerCase(), opening[part]));
    }
  }

  const commitment = commitmentOf(opening);
  // Once another part is known to differ, a commitment that doesn't fit is no news.
  if (commitment !== opening.commitment && differences.length === 0) {
    const known = committedParts.filter((part) => part === "contentRoot" || expected[part] !== undefined);
    const suspect = committedParts.filter((part) => !known.includes(part));
    const only = suspect.length === 1 ? (suspect[0] as keyof CommitmentParameters) : undefined;
    differences.push({
      part: only ?? "commitment",
      expected: only ? undefined : commitment,
      found: only ? String(opening[only]) : opening.commitment,
      sentence: only
        ? `It does not open: ${partNames[only].replace("The", "the")} in the file, ${opening[only]}, is not the one that was committed; everything else fits.`
        : `It does not open: its parts make the commitment ${commitment}, but the file says ${opening.commitment}. One of chain, contract, claimant and salt was changed.`,
    });
  }

  if (
    opening.batch &&
    !verifyMerkleProof({ root: opening.batch.root, leaf: opening.commitment, proof: opening.batch.proof })
  ) {
    differences.push({
      part: "batch",
      expected: opening.batch.root,
      found: opening.commitment,
      sentence: `It does not open: the commitment ${opening.commitment} is not in the batch with the root ${opening.batch.root}.`,
    });
  }

  const stamped = opening.batch?.root ?? opening.commitment;
  if (expected.stamped !== undefined && expected.stamped.toLowerCase() !== stamped) {
    differences.push({
      part: "stamped",
      expected: expected.stamped.toLowerCase(),
      found: stamped,
      sentence: `It does not open: what was stamped is ${expected.stamped.toLowerCase()}, and this file opens ${stamped}. It belongs to another stamp.`,
    });
  }

  return differences.length === 0 ? { opens: true } : { opens: false, differences };
}
