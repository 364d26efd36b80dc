import type { Address, Hex } from "viem";
import { FormatError } from "../model/errors.ts";
import { count, wordFor } from "../model/numbers.ts";
import { visibleLine, words } from "../model/words.ts";
import { ancestryOf, historyRange } from "./ancestry.ts";
import { decodeRecord } from "./block.ts";
import type { OpenedBundle, OpenedStamp } from "./bundle.ts";
import { type CheckedBlock, checkBlock } from "./checkBlock.ts";
import {
  checkFiles,
  type FileVariant,
  filesOf,
  findExcerpt,
  type GivenFile,
  type MatchedFile,
  mostVariantBytes,
  variantsOf,
} from "./checkFiles.ts";
import { checkStamp } from "./checkStamp.ts";
import { checkContracts, codesOf } from "./code.ts";
import { licenceSentence, type ProvenLicences, provenLicences } from "./licences.ts";
import { openBundle } from "./openBundle.ts";
import { checkAnchor, checkTrust, type TrustedBlock } from "./trust.ts";
import {
  createReport,
  limitsStatement,
  type Report,
  type StepOutcome,
  type Verdict,
  type VerdictRecord,
  type VerdictStamp,
  type VerdictState,
  type VerdictWitness,
} from "./verdict.ts";
import { checkWitnesses } from "./witnesses.ts";

/** What the verifier was told the bundle is about. */
export type ExpectedBundle = { chainId?: number; timestamps?: Address; claimant?: Address; contentRoot?: Hex };

export type VerifyOpenedParameters = {
  /** As {@link openBundle} read it. */
  opened: OpenedBundle;
  /**
   * Files that the verifier holds, hashed. Missing: the record alone is asked for. An empty list: they were forgotten,
   * and the verdict can't be "proved" of a bundle that is about files.
   */
  files?: readonly GivenFile[] | undefined;
  /** The block hashes that the verifier vouches for. Without them nothing is ever proved. */
  trusted?: readonly TrustedBlock[] | undefined;
  /** What else the verifier was told of those whom it trusts, to stand in the verdict. */
  problems?: readonly string[] | undefined;
  expected?: ExpectedBundle | undefined;
  /** Hashes of creation code that the verifier accepts besides that of this release. */
  codes?: readonly Hex[] | undefined;
};

export type VerifyBundleParameters = Omit<VerifyOpenedParameters, "opened"> & {
  /** Text, bytes or a parsed value, from anyone. */
  bundle: unknown;
};

const noLicences: ProvenLicences = { licences: [], slots: new Set() };

/** {@link verifyOpened} of a bundle that was not opened yet. Never throws for what is in the bundle. */
export function verifyBundle({ bundle, ...parameters }: VerifyBundleParameters): Verdict {
  try {
    return verifyOpened({ opened: openBundle(bundle), ...parameters });
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return unreadableVerdict(error);
  }
}

/** What is known of a bundle that can't be read: nothing. */
export function unreadableVerdict({ shortMessage }: FormatError): Verdict {
  const report = createReport();
  report.gap("format", shortMessage);
  return conclude(report, { matched: [], records: [], states: [], licences: noLicences, witnesses: [] });
}

/**
 * What a bundle proves, step by step, from nothing but its arguments: no network, no clock, no state. The verdict is
 * "proved" only if every step that matters was taken and held and every block's hash is vouched for; "disproved" if
 * the evidence contradicts itself, the files, what was expected or the hashes; otherwise "cannot-know".
 */
export function verifyOpened(parameters: VerifyOpenedParameters): Verdict {
  return verify(parameters).verdict;
}

/** Of so many files that are not in the bundle it is looked for how they differ from those that are. */
const mostExplained = 20;

/**
 * {@link verifyOpened} with the files at hand: of those that are not in the bundle it says whether they would be if no
 * editor had touched the ends of their lines. `read` gives a file's bytes.
 */
export async function verifyHeld(
  parameters: VerifyOpenedParameters,
  read: (file: GivenFile) => Promise<Uint8Array>,
): Promise<Verdict> {
  const { verdict, strangers } = verify(parameters);
  const readable = strangers
    .filter(({ blake3, size = 0 }) => blake3 !== undefined && size <= mostVariantBytes)
    .slice(0, mostExplained);
  if (readable.length === 0) return verdict;
  const variants = new Map<GivenFile, FileVariant[]>();
  for (const file of readable) variants.set(file, variantsOf(await read(file)));
  const files = parameters.files?.map((file) => ({ ...file, variants: variants.get(file) ?? file.variants }));
  return verify({ ...parameters, files }).verdict;
}

function verify({
  opened,
  files,
  trusted: sources = [],
  problems = [],
  expected = {},
  codes = [],
}: VerifyOpenedParameters): { verdict: Verdict; strangers: readonly GivenFile[] } {
  const report = createReport();
  problems.forEach(report.problem);
  report.add("format", "proved", "The file is a complete colophon-bundle/2 document, and nothing unknown is in it.");
  checkExpected(opened, expected, report);
  checkContracts(opened, codes, report);
  const blocks = opened.blocks.map((block) => checkBlock(block, report));
  const records = recordsOf(opened, blocks, report);
  const found = opened.stamp && checkStamp(opened, opened.stamp, blocks, report);
  const { matched, strangers } = checkFiles(opened, records, files, report);
  const trusted = checkTrust(opened, blocks, ancestryOf(blocks), sources, report);
  const notBefore = checkAnchor(opened, found, trusted, report);
  const witnesses = checkWitnesses(opened, report);
  const states = blocks.flatMap((block) => block.states);
  if (!opened.stamp && records.length + states.length === 0) {
    report.gap(
      "records",
      "The bundle holds no record that this program knows, so there is nothing that it could prove.",
    );
  }

  const { chainId, stamp } = opened;
  const block = found?.checked.block;
  const shown: VerdictStamp | undefined =
    stamp && found && block
      ? {
          claimant: stamp.claimant,
          contentRoot: stamp.contentRoot,
          sender: found.sender,
          notAfter: { chainId, number: block.number, hash: block.hash, time: block.time },
          notBefore,
        }
      : undefined;
  const licences = provenLicences(opened, records, states);
  const verdict = conclude(report, { opened, matched, records, states, licences, witnesses, stamp: shown });
  return { verdict, strangers };
}

function checkExpected(bundle: OpenedBundle, expected: ExpectedBundle, report: Report): void {
  const named = {
    chainId: ["chain", bundle.chainId],
    timestamps: ["Timestamps contract", bundle.contracts.find(({ name }) => name === "timestamps")?.address],
    claimant: ["claimant", bundle.stamp?.claimant],
    contentRoot: ["content root", bundle.stamp?.contentRoot],
  } as const;
  for (const part of Object.keys(named) as (keyof typeof named)[]) {
    const wanted = expected[part];
    if (wanted === undefined) continue;
    const [name, value] = named[part];
    const same = String(value) === String(wanted).toLowerCase();
    report.add(
      `expected:${part}`,
      same ? "proved" : "disproved",
      same
        ? `The ${name} is the one that you expect, ${value}.`
        : `The ${name} in the bundle is ${value ?? "missing"}, but you expect ${wanted}.`,
    );
  }
}

/** The logs of the bundle's contracts in its receipts. */
function recordsOf({ contracts }: OpenedBundle, blocks: readonly CheckedBlock[], report: Report): VerdictRecord[] {
  const records: VerdictRecord[] = [];
  for (const { block, receipts } of blocks) {
    for (const { transaction, receipt } of receipts) {
      receipt.logs.forEach((log, position) => {
        const contract = contracts.find(({ address }) => address === log.address);
        if (!contract) return;
        const record = decodeRecord(contract.name, log);
        const where = { block: block.number, transaction, log: position };
        if (record) records.push({ ...where, contract: contract.name, address: contract.address, ...record });
        else {
          report.add(
            `record:${block.number}:${transaction}:${position}`,
            "not-checked",
            `A log of ${contract.name} in transaction ${transaction} of block ${block.number} is of a kind that this program does not know.`,
          );
        }
      });
    }
  }
  return records;
}

type Findings = {
  opened?: OpenedBundle;
  matched: readonly MatchedFile[];
  records: VerdictRecord[];
  states: VerdictState[];
  licences: ProvenLicences;
  witnesses: VerdictWitness[];
  stamp?: VerdictStamp | undefined;
};

function conclude(
  { steps, gaps, problems }: Report,
  { opened, matched, records, states, licences: { licences, slots }, witnesses, stamp }: Findings,
): Verdict {
  const only = (outcome: StepOutcome) =>
    steps.filter((step) => step.outcome === outcome).map(({ sentence }) => sentence);
  const rest = {
    steps,
    assumed: only("assumed"),
    notChecked: only("not-checked"),
    ...filesOf(opened ?? {}, matched),
    problems,
    codes: opened ? codesOf(opened) : [],
    witnesses,
    limits: limitsStatement,
  };
  const nothing = { proved: [], licences: [], records: [], states: [] };
  const [contradiction] = only("disproved");
  if (contradiction !== undefined) {
    return { verdict: "disproved", sentence: `Disproved: ${contradiction}`, ...rest, ...nothing };
  }
  if (gaps.length > 0) return { verdict: "cannot-know", sentence: `Cannot know: ${gaps[0]}`, ...rest, ...nothing };
  const vouched = new Set(steps.filter(({ outcome }) => outcome === "assumed").map(({ id }) => id));
  const held = states.filter(({ block }) => vouched.has(`trust:${block}`));
  const proved = [
    ...stampSentences(opened, matched, stamp),
    ...(opened ? licences.map((licence) => licenceSentence(opened, licence)) : []),
    ...recordSentences(opened, records),
    // What the history contract keeps was said of the blocks that it names.
    ...held.filter(({ address }) => address !== historyRange.address).flatMap((state) => stateSentence(state, slots)),
  ];
  return {
    verdict: "proved",
    sentence: `Proved: ${proved[0]}`,
    ...rest,
    proved,
    stamp,
    licences,
    records,
    states: held,
  };
}

function stampSentences(
  opened: OpenedBundle | undefined,
  matched: readonly MatchedFile[],
  stamp: VerdictStamp | undefined,
): string[] {
  if (!stamp || !opened?.stamp) return [];
  const { claimant, sender, notAfter, notBefore } = stamp;
  const listed = opened.stamp.list?.count ?? opened.stamp.files?.length ?? 0;
  const what =
    matched.length > 0
      ? comparedInWords(opened.stamp, matched)
      : `the bytes with the listed ${wordFor(listed, "digest")} (${count(listed, "file")}, none of them compared here)`;
  const when = `no later than block ${notAfter.number} of chain ${notAfter.chainId}, ${words.time(notAfter.time ?? 0)}`;
  const sentences = [
    sender === claimant
      ? `${claimant} held ${what} ${when}.`
      : `Somebody who named ${claimant} as the claimant held ${what} ${when}.`,
  ];
  if (notBefore) {
    const when = notBefore.time === undefined ? "" : `, ${words.time(notBefore.time)}`;
    sentences.push(
      `The list of files was not made before block ${notBefore.number} of chain ${notBefore.chainId}${when}.`,
    );
  }
  return sentences;
}

function comparedInWords({ files }: OpenedStamp, matched: readonly MatchedFile[]): string {
  const [first] = matched;
  const excerpts = matched.flatMap(({ file }) => findExcerpt(files, file) ?? []);
  const [excerpt] = excerpts;
  if (first && excerpt && matched.length === 1) {
    const { from, to, size, blake3 } = excerpt.range;
    return `exactly these bytes (SHA-256 ${first.file.sha256}) as those from ${from} up to ${to} of a file of ${size} bytes with the BLAKE3 digest ${blake3}, whose rest is not shown,`;
  }
  const parts = excerpts.length > 0 ? `, of which ${excerpts.length} a part of one` : "";
  const typed = matched.filter(({ file }) => file.blake3 === undefined).length;
  const unread =
    typed === 0
      ? ""
      : typed === matched.length
        ? ", by the digests that you gave"
        : `, ${typed} of them by the digests that you gave`;
  return `exactly these bytes (${wordFor(matched.length, `SHA-256 ${first?.file.sha256}`, `${matched.length} files${parts}`)}${unread})`;
}

function recordSentences(bundle: OpenedBundle | undefined, records: readonly VerdictRecord[]): string[] {
  if (!bundle) return [];
  const blocks = new Map(bundle.blocks.map((block) => [block.number, block]));
  return records
    .filter(({ event }) => !(bundle.stamp && event === "Commit"))
    .map(({ contract, event, values, block, transaction }) => {
      const shown = Object.entries(values).map(([name, value]) => `${name} ${visibleLine(value)}`);
      return `${contract} recorded ${event} (${shown.join(", ")}) in transaction ${transaction} of block ${block}, ${words.time(blocks.get(block)?.time ?? 0)}.`;
    });
}

/** Of a state all of whose slots were said in words already, nothing is left to say. */
function stateSentence(
  { block, address, exists, codeHash, storage }: VerdictState,
  said: ProvenLicences["slots"],
): string[] {
  if (!exists) return [`After block ${block} there was no account ${address}.`];
  const left = storage.filter((known) => !said.has(known));
  if (left.length === 0 && storage.length > 0) return [];
  const slots = left.map(({ slot, value }) => `slot ${slot} was ${value}`);
  return [
    `After block ${block} the account ${address} had code with the hash ${codeHash}${slots.length > 0 ? `, and its storage ${slots.join(", ")}` : ""}.`,
  ];
}
