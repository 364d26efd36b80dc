import type { Hex } from "viem";
import { contentRootOf } from "../content/contentRootOf.ts";
import { verifyMerkleProof } from "../merkle/verifyMerkleProof.ts";
import { type CommitmentParameters, commitmentOf } from "./commitmentOf.ts";
import type { Opening } from "./Opening.ts";

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

const names: Record<keyof CommitmentParameters, string> = {
  chainId: "The chain",
  timestamps: "The Timestamps contract",
  claimant: "The claimant",
  contentRoot: "The content root",
  salt: "The salt",
};

const parts = Object.keys(names) as (keyof CommitmentParameters)[];

function difference(part: keyof CommitmentParameters, expected: unknown, found: unknown): OpeningDifference {
  const sentence = `It does not open: ${names[part].replace("The", "the")} in the file is ${found}, but on record it is ${expected}.`;
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

  for (const part of parts) {
    const wanted = expected[part];
    if (wanted !== undefined && String(wanted).toLowerCase() !== String(opening[part])) {
      differences.push(difference(part, String(wanted).toLowerCase(), opening[part]));
    }
  }

  const commitment = commitmentOf(opening);
  // Once another part is known to differ, a commitment that doesn't fit is no news.
  if (commitment !== opening.commitment && differences.length === 0) {
    const known = parts.filter((part) => part === "contentRoot" || expected[part] !== undefined);
    const suspect = parts.filter((part) => !known.includes(part));
    const only = suspect.length === 1 ? (suspect[0] as keyof CommitmentParameters) : undefined;
    differences.push({
      part: only ?? "commitment",
      expected: only ? undefined : commitment,
      found: only ? String(opening[only]) : opening.commitment,
      sentence: only
        ? `It does not open: ${names[only].replace("The", "the")} in the file, ${opening[only]}, is not the one that was committed; everything else fits.`
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
