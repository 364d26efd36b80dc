import {
  type Anchor,
  batchOpenings,
  checkOpening,
  createManifest,
  createOpening,
  discloseFiles,
  type ExpectedOpening,
  type HashedFile,
  type Manifest,
  type Opening,
  parseBundle,
  parseOpening,
  type VerifyBundleParameters,
  verifyBundle,
} from "@colophon/sdk";
import type { Address } from "viem";

export type SealParameters = {
  /** Each group gets an opening of its own. */
  groups: readonly (readonly HashedFile[])[];
  anchor: Anchor | undefined;
  chainId: number;
  timestamps: Address;
  claimant: Address;
};

/** What takes a second for a folder of ten thousand files: it hashes four times for each. */
export const manifestJobs = {
  createManifest,
  createOpening,
  seal: ({ groups, anchor, ...place }: SealParameters) =>
    batchOpenings(groups.map((files) => createOpening({ ...place, manifest: createManifest({ files, anchor }) }))),
  parseOpening: (bytes: Uint8Array) => parseOpening(bytes),
  checkOpening: ({ opening, expected }: { opening: Opening; expected?: ExpectedOpening }) =>
    checkOpening(opening, expected),
  parseBundle: (bytes: Uint8Array) => parseBundle(bytes),
  verifyBundle: (parameters: VerifyBundleParameters) => verifyBundle(parameters),
  discloseFiles: ({ manifest, paths }: { manifest: Manifest; paths: readonly string[] }) =>
    discloseFiles(manifest, paths),
};
