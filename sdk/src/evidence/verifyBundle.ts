import type { Address, Hex } from "viem";
import type { ComparedFile } from "../content/compareFiles.ts";
import { FormatError } from "../model/errors.ts";
import { visibleText, words } from "../model/words.ts";
import { decodeRecord } from "./block.ts";
import { type Bundle, type BundleStamp, parseBundle } from "./bundle.ts";
import { type CheckedBlock, checkBlock, checkContracts, checkTrust } from "./checkBlock.ts";
import { checkFiles, findExcerpt } from "./checkFiles.ts";
import { checkAnchor, checkStamp } from "./checkStamp.ts";
import { licenceSentence, type ProvenLicences, provenLicences } from "./licences.ts";
import type { TrustedBlock } from "./trustedBlock.ts";
import {
  createReport,
  limitsStatement,
  type Report,
  type StepOutcome,
  type Verdict,
  type VerdictFile,
  type VerdictRecord,
  type VerdictStamp,
  type VerdictState,
  type VerdictWitness,
} from "./verdict.ts";
import { checkWitnesses } from "./witnesses.ts";

/** What the verifier was told the bundle is about. */
export type ExpectedBundle = { chainId?: number; timestamps?: Address; claimant?: Address; contentRoot?: Hex };

export type VerifyBundleParameters = {
  /** Text, bytes or a parsed value, from anyone. */
  bundle: unknown;
  /** Files that the verifier holds, hashed. */
  files?: readonly ComparedFile[] | undefined;
  /** The block hashes that the verifier vouches for. Without them nothing is ever proved. */
  trusted?: readonly TrustedBlock[] | undefined;
  expected?: ExpectedBundle | undefined;
  /** Hashes of creation code that the verifier accepts besides that of this release. */
  codes?: readonly Hex[] | undefined;
};

const noLicences: ProvenLicences = { licences: [], slots: new Set() };

/**
 * What a bundle proves, step by step, from nothing but its arguments: no network, no clock, no state. The verdict is
 * "proved" only if every step that matters was taken and held and every block's hash is vouched for; "disproved" if
 * the evidence contradicts itself, the files, what was expected or the hashes; otherwise "cannot-know". Never throws
 * for what is in the bundle.
 */
export function verifyBundle({
  bundle: input,
  files,
  trusted = [],
  expected = {},
  codes = [],
}: VerifyBundleParameters): Verdict {
  const report = createReport();
  const bundle = parse(input, report);
  if (bundle === undefined)
    return conclude(report, { compared: [], records: [], states: [], licences: noLicences, witnesses: [] });

  checkExpected(bundle, expected, report);
  checkContracts(bundle, codes, report);
  const blocks = bundle.blocks.map((block) => checkBlock(block, report));
  const records = recordsOf(bundle, blocks, report);
  const found = bundle.stamp && checkStamp(bundle, bundle.stamp, blocks, report);
  const compared = checkFiles(bundle, records, files, report);
  checkTrust(bundle, blocks, trusted, report);
  const notBefore = checkAnchor(bundle, found, trusted, report);
  const witnesses = checkWitnesses(bundle, report);
  const states = blocks.flatMap((block) => block.states);
  if (!bundle.stamp && records.length + states.length === 0) {
    report.gap(
      "records",
      "The bundle holds no record that this program knows, so there is nothing that it could prove.",
    );
  }

  const { chainId, stamp } = bundle;
  const block = found?.checked.block;
  const verdict: VerdictStamp | undefined =
    stamp && found && block
      ? {
          claimant: stamp.claimant,
          contentRoot: stamp.contentRoot,
          sender: found.sender,
          notAfter: { chainId, number: block.number, hash: block.hash, time: block.time },
          notBefore,
        }
      : undefined;
  const licences = provenLicences(bundle, records, states);
  return conclude(report, { bundle, compared, records, states, licences, witnesses, stamp: verdict });
}

function parse(input: unknown, report: Report): Bundle | undefined {
  try {
    const bundle = parseBundle(input);
    report.add("format", "proved", "The file is a complete colophon-bundle/1 document, and nothing unknown is in it.");
    return bundle;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    report.gap("format", error.shortMessage);
    return undefined;
  }
}

function checkExpected(bundle: Bundle, expected: ExpectedBundle, report: Report): void {
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
function recordsOf({ contracts }: Bundle, blocks: readonly CheckedBlock[], report: Report): VerdictRecord[] {
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
  bundle?: Bundle;
  compared: readonly ComparedFile[];
  records: VerdictRecord[];
  states: VerdictState[];
  licences: ProvenLicences;
  witnesses: VerdictWitness[];
  stamp?: VerdictStamp | undefined;
};

function conclude(
  { steps, gaps }: Report,
  { bundle, compared, records, states, licences: { licences, slots }, witnesses, stamp }: Findings,
): Verdict {
  const only = (outcome: StepOutcome) =>
    steps.filter((step) => step.outcome === outcome).map(({ sentence }) => sentence);
  const rest = {
    steps,
    assumed: only("assumed"),
    notChecked: only("not-checked"),
    files: filesOf(bundle, compared),
    witnesses,
    limits: limitsStatement,
  };
  const nothing = { proved: [], licences: [], records: [], states: [] };
  const [contradiction] = only("disproved");
  if (contradiction !== undefined) {
    return { verdict: "disproved", sentence: `Disproved: ${contradiction}`, ...rest, ...nothing };
  }
  if (gaps.length > 0) return { verdict: "cannot-know", sentence: `Cannot know: ${gaps[0]}`, ...rest, ...nothing };
  const proved = [
    ...stampSentences(bundle, compared, stamp),
    ...(bundle ? licences.map((licence) => licenceSentence(bundle, licence)) : []),
    ...recordSentences(bundle, records),
    ...states.flatMap((state) => stateSentence(state, slots)),
  ];
  return { verdict: "proved", sentence: `Proved: ${proved[0]}`, ...rest, proved, stamp, licences, records, states };
}

function filesOf(bundle: Bundle | undefined, compared: readonly ComparedFile[]): VerdictFile[] {
  const { manifest, files = [] } = bundle?.stamp ?? {};
  const given = new Set(compared.map((file) => findExcerpt(files, file)?.digest ?? file.sha256));
  return [
    ...(manifest?.files ?? []).map(({ path, size, sha256 }) => ({ path, size, sha256, compared: given.has(sha256) })),
    ...files.map(({ digest, range }) => ({
      sha256: digest,
      ...(range && { range: { from: range.from, to: range.to, size: range.size } }),
      compared: given.has(digest),
    })),
  ];
}

function stampSentences(
  bundle: Bundle | undefined,
  compared: readonly ComparedFile[],
  stamp: VerdictStamp | undefined,
): string[] {
  if (!stamp || !bundle?.stamp) return [];
  const { claimant, sender, notAfter, notBefore } = stamp;
  const listed = bundle.stamp.manifest?.files.length ?? bundle.stamp.files?.length ?? 0;
  const what =
    compared.length > 0
      ? comparedInWords(bundle.stamp, compared)
      : `the bytes with the listed ${listed === 1 ? "digest" : "digests"} (${listed} ${listed === 1 ? "file" : "files"}, none of them compared here)`;
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

function comparedInWords({ files }: BundleStamp, compared: readonly ComparedFile[]): string {
  const [first] = compared;
  const excerpts = compared.flatMap((file) => findExcerpt(files, file) ?? []);
  const [excerpt] = excerpts;
  if (first && excerpt && compared.length === 1) {
    const { from, to, size, blake3 } = excerpt.range;
    return `exactly these bytes (SHA-256 ${first.sha256}) as those from ${from} up to ${to} of a file of ${size} bytes with the BLAKE3 digest ${blake3}, whose rest is not shown,`;
  }
  const parts = excerpts.length > 0 ? `, of which ${excerpts.length} a part of one` : "";
  return `exactly these bytes (${compared.length === 1 ? `SHA-256 ${first?.sha256}` : `${compared.length} files${parts}`})`;
}

function recordSentences(bundle: Bundle | undefined, records: readonly VerdictRecord[]): string[] {
  if (!bundle) return [];
  const blocks = new Map(bundle.blocks.map((block) => [block.number, block]));
  return records
    .filter(({ event }) => !(bundle.stamp && event === "Commit"))
    .map(({ contract, event, values, block, transaction }) => {
      const shown = Object.entries(values).map(([name, value]) => `${name} ${visibleText(value)}`);
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
