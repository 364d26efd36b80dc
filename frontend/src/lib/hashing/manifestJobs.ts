import {
  type Anchor,
  batchOpenings,
  checkOpening,
  createManifest,
  createOpening,
  discloseFiles,
  type ExpectedOpening,
  type FileRange,
  type HashedFile,
  hashSpans,
  type Manifest,
  type Opening,
  parseOpening,
  rangeSpans,
} from "@colophon/sdk";
import {
  type Bundle,
  parseBundle,
  readExcerpts,
  type VerifyBundleParameters,
  verifyBundle,
} from "@colophon/sdk/evidence";
import type { Address, Hex } from "viem";
import { FileUnreadableError, findLines, piecesOf } from "./fileReading.ts";

export type SealParameters = {
  /** Each group gets an opening of its own. */
  groups: readonly (readonly HashedFile[])[];
  anchor: Anchor | undefined;
  chainId: number;
  timestamps: Address;
  claimant: Address;
};

/** The nodes of a file's tree that show a range of it. */
async function readRange({ file, range }: { file: File; range: FileRange }): Promise<Hex[]> {
  const nodes = await hashSpans(piecesOf(file), { spans: rangeSpans(range), bytes: range.size });
  if (nodes === undefined) throw new FileUnreadableError(file.name, "it has another size than it had");
  return nodes;
}

/** What takes a second for a folder of ten thousand files, which are hashed four times each, or for a large file. */
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
  /** What each of the files would be as a part that the bundle shows. */
  readExcerpts: ({ bundle, files }: { bundle: Bundle; files: readonly File[] }) =>
    Promise.all(files.map((file) => readExcerpts(bundle, { size: file.size, read: () => piecesOf(file) }))),
  readRange,
  findLines: ({ file, first, last }: { file: File; first: number; last: number }) =>
    findLines(piecesOf(file), { first, last }),
};

export type ManifestJobs = typeof manifestJobs;

export type ManifestJobName = keyof ManifestJobs;

/** To the worker: one job. */
export type ManifestJobMessage = {
  [Name in ManifestJobName]: { name: Name; parameters: Parameters<ManifestJobs[Name]>[0] };
}[ManifestJobName];

/** From the worker. Errors lose their class on the way, so that of ours their sentences are sent. */
export type ManifestResultMessage =
  | { status: "done"; result: unknown }
  | { status: "refused"; sentence: string; details: string | undefined }
  | { status: "broken"; message: string };
