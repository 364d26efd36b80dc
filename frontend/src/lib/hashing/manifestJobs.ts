import {
  type Anchor,
  batchOpenings,
  checkOpening,
  createManifest,
  createOpening,
  discloseFiles,
  type ExpectedOpening,
  type FileRange,
  FormatError,
  type HashedFile,
  hashSpans,
  type Manifest,
  type Opening,
  parseOpening,
  rangeSpans,
} from "@colophon/sdk";
import { parseLedger } from "@colophon/sdk/disclosures";
import {
  blocksToTrust,
  type OpenedBundle,
  openBundleFile,
  readExcerpts,
  stampsIn,
  type TrustedBlock,
  unreadableVerdict,
  type Verdict,
  type VerdictBlock,
  type VerifyOpenedParameters,
  verifyHeld,
  verifyLedgerFile,
} from "@colophon/sdk/evidence";
import { type Address, bytesToHex, type Hex } from "viem";
import { fileUnreadable, findLines, piecesOf } from "./fileReading.ts";

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
  if (nodes === undefined) throw fileUnreadable(file.name, "it has another size than it had");
  return nodes;
}

type ReadBundle =
  | {
      opened: OpenedBundle;
      /** The blocks whose hashes a verdict rests on. */
      needed: VerdictBlock[];
    }
  /** It can't be read; this is all that is known of it. */
  | { opened?: undefined; verdict: Verdict };

/** Reads a bundle once, for whatever is asked of it. */
async function readBundle(file: File): Promise<ReadBundle> {
  try {
    const opened = await openBundleFile(() => piecesOf(file));
    return { opened, needed: blocksToTrust(opened) };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { verdict: unreadableVerdict(error) };
  }
}

export type AnswerBundlesParameters = {
  bundles: readonly File[];
  /** Every file that was given beside them; undefined for the record alone. */
  files: readonly HashedFile[] | undefined;
  trusted: readonly TrustedBlock[];
  problems: readonly string[];
};

/** What a bundle proves, with the chain and the blocks that this rests on. */
export type BundleOutcome = { verdict: Verdict; chainId: number | undefined; needed: readonly VerdictBlock[] };

/** The verdicts on several bundles, each compared with those of the files that it is about. */
async function answerBundles({ bundles, files, ...trust }: AnswerBundlesParameters): Promise<BundleOutcome[]> {
  const outcomes: BundleOutcome[] = [];
  for (const bundle of bundles) {
    const read = await readBundle(bundle);
    if (!read.opened) outcomes.push({ verdict: read.verdict, chainId: undefined, needed: [] });
    else {
      const { opened, needed } = read;
      const listed = listedIn(opened);
      const given = files?.filter(({ path, sha256 }) => listed.has(sha256) || listed.has(path));
      const verdict = await verifyHeld({ opened, files: given, ...trust }, async () => new Uint8Array());
      outcomes.push({ verdict, chainId: opened.chainId, needed });
    }
  }
  return outcomes;
}

/** What is asked about a ledger of disclosures. */
type AnswerLedgerParameters = Omit<AnswerBundlesParameters, "bundles"> & { ledger: File };

/** The verdict on a ledger of disclosures, and the blocks that its stamps rest on. */
async function answerLedger({ ledger, ...given }: AnswerLedgerParameters) {
  const bytes = new Uint8Array(await ledger.arrayBuffer());
  const verdict = await verifyLedgerFile(bytes, given);
  const isRead = verdict.steps.some(({ id, outcome }) => id === "format" && outcome === "proved");
  const needed = isRead ? stampsIn(parseLedger(bytes)).flatMap((stamp) => blocksToTrust(stamp)) : [];
  return { verdict, needed };
}

/** The digests and the paths of the files that a bundle is about. */
function listedIn({ stamp }: OpenedBundle): ReadonlySet<string> {
  const known = new Set<string>(stamp?.files?.map(({ digest }) => digest));
  const list = stamp?.list;
  const decoder = new TextDecoder();
  for (let i = 0; list && i < list.count; i++) {
    known.add(bytesToHex(list.sha256.subarray(32 * i, 32 * (i + 1))));
    known.add(decoder.decode(list.names.subarray(i === 0 ? 0 : list.ends[i - 1], list.ends[i])));
  }
  return known;
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
  openBundle: readBundle,
  answerBundles,
  answerLedger,
  /** The verdict on an opened bundle. `held` has the given files themselves, by their paths. */
  verifyOpened: ({ held = new Map(), ...parameters }: VerifyOpenedParameters & { held?: ReadonlyMap<string, File> }) =>
    verifyHeld(parameters, async ({ path }) => new Uint8Array((await held.get(path)?.arrayBuffer()) ?? [])),
  discloseFiles: ({ manifest, paths }: { manifest: Manifest; paths: readonly string[] }) =>
    discloseFiles(manifest, paths),
  /** What each of the files would be as a part that the bundle shows. */
  readExcerpts: ({ opened, files }: { opened: Pick<OpenedBundle, "stamp">; files: readonly File[] }) =>
    Promise.all(files.map((file) => readExcerpts(opened, { size: file.size, read: () => piecesOf(file) }))),
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
