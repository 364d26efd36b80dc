import { blake3 } from "@noble/hashes/blake3.js";
import * as v from "valibot";
import { type Address, bytesToHex, type Hex } from "viem";
import { checkAgreement, isSignedByKey } from "../agreements/check.ts";
import { hashField } from "../core/json.ts";
import {
  type AnswerEntry,
  answerTo,
  type DisclosureLedger,
  disclosuresOf,
  entryBytes,
  entryDigest,
  entryProblem,
  type HandoverEntry,
  ledgerTitle,
  parseLedger,
  stampedPlace,
} from "../disclosures/ledger.ts";
import { type AnswerKind, answerTypedData } from "../disclosures/statements.ts";
import { FormatError } from "../model/errors.ts";
import { count, wordFor } from "../model/numbers.ts";
import { inList, words } from "../model/words.ts";
import type { OpenedBundle } from "./bundle.ts";
import { checkAgainst, type FileListing, type GivenFile } from "./checkFiles.ts";
import { openBundle } from "./openBundle.ts";
import type { TrustedBlock } from "./trust.ts";
import {
  createReport,
  type Report,
  type StepOutcome,
  type Verdict,
  type VerdictBlock,
  type VerdictDisclosure,
  type VerdictFile,
} from "./verdict.ts";
import { type ExpectedBundle, verifyBundle } from "./verifyBundle.ts";

/** What no ledger can prove; shown wherever its verdict is. */
const ledgerLimits =
  "A signature shows that whoever has an account's key signed these words, and not who that is. A receipt does not show that anybody read the files. The discloser keeps the ledger: what was never written into it, or left out at its end, is not shown. Times in it are as its writers say; only the blocks show by when it existed.";

export type VerifyLedgerParameters = {
  /** As parseLedger read it. */
  ledger: DisclosureLedger;
  /** Files that the verifier holds, hashed. Missing: the record alone is asked for. An empty list: they were forgotten. */
  files?: readonly GivenFile[] | undefined;
  /** The block hashes that the verifier vouches for. Without them nothing is ever proved. */
  trusted?: readonly TrustedBlock[] | undefined;
  problems?: readonly string[] | undefined;
  /** What the verifier was told the stamps are about. */
  expected?: ExpectedBundle | undefined;
  codes?: readonly Hex[] | undefined;
};

/** What is known of a ledger that can't be read: nothing. */
function unreadable({ shortMessage }: FormatError): Verdict {
  const report = createReport();
  report.gap("format", shortMessage);
  return conclude(report, []);
}

/** {@link verifyLedger} of a ledger that was not read yet: text, bytes or a parsed value. Never throws for what is in it. */
export async function verifyLedgerFile(
  input: unknown,
  parameters: Omit<VerifyLedgerParameters, "ledger">,
): Promise<Verdict> {
  try {
    return await verifyLedger({ ...parameters, ledger: parseLedger(input) });
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return unreadable(error);
  }
}

/**
 * What a ledger of disclosures proves, step by step, from nothing but its arguments: who signed the agreement, whether each
 * entry follows the one before, who signed which receipt, and by which block all of it existed.
 */
export async function verifyLedger({
  ledger,
  files,
  trusted = [],
  problems = [],
  expected,
  codes,
}: VerifyLedgerParameters): Promise<Verdict> {
  const report = createReport();
  problems.forEach(report.problem);
  report.add(
    "format",
    "proved",
    "The file is a complete colophon-disclosures/1 document, and nothing unknown is in it.",
  );
  const agreed = await checkParties(ledger, report);
  const signed = await checkEntries(ledger, report);
  const stamps = checkStamps(ledger, { trusted, expected, codes }, report);
  const last = checkCover(ledger, stamps, report);
  const listed = checkLedgerFiles(ledger, files, report);
  const disclosed = disclosuresOf(ledger).map(({ handover, answers }) =>
    describe(ledger, handover, answers, { signed, stamps }),
  );
  const proved = last ? sentencesOf(ledger, agreed, last, disclosed) : [];
  return conclude(report, proved, {
    files: listed,
    disclosures: disclosed,
    witnesses: stamps.flatMap((each) => each.witnesses),
  });
}

/** The agreement, and whose signature no key can show. */
type Agreed = { id: Hex; unchecked: Address[] };

async function checkParties({ signed }: DisclosureLedger, report: Report): Promise<Agreed> {
  const { id, parties } = await checkAgreement(signed);
  const unchecked: Address[] = [];
  for (const { party, state } of parties) {
    const step = `party:${party.toLowerCase()}`;
    if (state === "signed") report.add(step, "proved", `The key of ${party} signed the agreement ${id}.`);
    else if (state === "missing")
      report.gap(step, `${party} did not sign the agreement, so nothing shows that it was agreed.`);
    else {
      unchecked.push(party.toLowerCase() as Address);
      report.add(
        step,
        "not-checked",
        `What is there for ${party} is not a signature of that account's key for this agreement. If it is a contract, only its chain can say whether it agreed.`,
      );
    }
  }
  return { id, unchecked };
}

/** Whether each entry follows the one before, and which answers the recipient's key signed, by the number of the entry. */
async function checkEntries(ledger: DisclosureLedger, report: Report): Promise<Map<number, StepOutcome>> {
  const signed = new Map<number, StepOutcome>();
  for (const [place, entry] of ledger.entries.entries()) {
    const problem = entryProblem(ledger, place);
    report.add(
      `entry:${place + 1}`,
      problem === undefined ? "proved" : "disproved",
      problem ??
        `Entry ${entry.number} follows ${place === 0 ? "the agreement and its signatures" : `entry ${place}`}.`,
    );
    if (problem !== undefined || entry.kind === "handed-over") continue;
    const handover = ledger.entries[entry.of - 1];
    if (handover?.kind !== "handed-over") continue;
    const { recipient } = handover;
    const typedData = answerTypedData(ledger.signed, entry.kind, answerTo(ledger, handover, entry.time));
    const byKey = await isSignedByKey(typedData, recipient, entry.signature);
    signed.set(entry.number, byKey ? "proved" : "not-checked");
    report.add(
      `signed:${entry.number}`,
      byKey ? "proved" : "not-checked",
      byKey
        ? `The key of ${recipient} signed the message “${typedData.primaryType}” about entry ${entry.of}.`
        : `The signature in entry ${entry.number} is not one of the key of ${recipient} for this. If it is a contract, only its chain can say whether it signed.`,
    );
  }
  return signed;
}

const blocksSchema = v.looseObject({ blocks: v.array(v.looseObject({ hash: hashField })) });

/** The hashes of a stamp's blocks, as far as it is a bundle. */
export function blockHashesIn(stamp: object): Hex[] {
  const read = v.safeParse(blocksSchema, stamp);
  return read.success ? read.output.blocks.map(({ hash }) => hash) : [];
}

/** The bundles of a ledger's stamps, to know which blocks they rest on; those that can't be read are left out. */
export function stampsIn({ stamps }: DisclosureLedger): OpenedBundle[] {
  return stamps.flatMap((stamp) => {
    try {
      return [openBundle(stamp)];
    } catch (error) {
      if (error instanceof FormatError) return [];
      throw error;
    }
  });
}

type CheckedStamp = { place: number; block: VerdictBlock | undefined; witnesses: Verdict["witnesses"] };

/** Each stamp by the rules of bundles, about the bytes of the last entry that it names. */
function checkStamps(
  { entries, stamps }: DisclosureLedger,
  { trusted = [], expected, codes }: Pick<VerifyLedgerParameters, "trusted" | "expected" | "codes">,
  report: Report,
): CheckedStamp[] {
  const digests = entries.map(entryDigest);
  const blocks = stamps.map(blockHashesIn);
  return stamps.map((bundle, i) => {
    const place = stampedPlace(digests, bundle);
    const entry = entries[place] ?? entries[entries.length - 1];
    const bytes = entry ? entryBytes(entry) : new Uint8Array();
    const file = {
      path: `entry ${entry?.number}`,
      size: bytes.length,
      sha256: entry ? entryDigest(entry) : "0x",
      blake3: bytesToHex(blake3(bytes)),
    } as const;
    // A bare hash of another stamp's block says nothing about this one.
    const elsewhere = new Set(blocks.flat().filter((hash) => blocks[i]?.includes(hash) !== true));
    const others = trusted.filter(({ hash, number }) => number !== undefined || !elsewhere.has(hash));
    const verdict = verifyBundle({ bundle, files: [file], trusted: others, expected, codes });
    for (const { id, outcome, sentence } of verdict.steps) report.add(`stamp:${i}:${id}`, outcome, sentence);
    verdict.problems.forEach(report.problem);
    if (verdict.verdict === "cannot-know") report.gaps.push(verdict.sentence.slice(verdict.sentence.indexOf(": ") + 2));
    return { place, block: verdict.stamp?.notAfter, witnesses: verdict.witnesses };
  });
}

/** The block by which the whole ledger existed, if its last entry is stamped. */
function checkCover(
  { entries }: DisclosureLedger,
  stamps: readonly CheckedStamp[],
  report: Report,
): VerdictBlock | undefined {
  const covered = Math.max(0, ...stamps.map(({ place }) => place + 1));
  if (covered < entries.length) {
    report.gap(
      "stamped",
      covered === 0
        ? "No stamp is about an entry of the ledger, so nothing shows by when it existed. Stamp it."
        : `${wordFor(entries.length - covered, `Entry ${entries.length} is`, `The entries ${covered + 1} to ${entries.length} are`)} not covered by a stamp. Stamp the ledger, or export it up to entry ${covered}.`,
    );
    return undefined;
  }
  report.add(
    "stamped",
    "proved",
    "The last entry is stamped, and each entry names the one before it, so a stamp covers all of them.",
  );
  return earliestOf(stamps, entries.length);
}

/** The first of the proved blocks by which an entry existed: that of a stamp about it or about a later one. */
function earliestOf(stamps: readonly CheckedStamp[], number: number): VerdictBlock | undefined {
  const blocks = stamps.flatMap(({ place, block }) => (block && place + 1 >= number ? [block] : []));
  return blocks.sort((a, b) => (a.time ?? 0) - (b.time ?? 0))[0];
}

function checkLedgerFiles(
  { entries }: DisclosureLedger,
  given: readonly GivenFile[] | undefined,
  report: Report,
): VerdictFile[] {
  const handed = new Map(
    entries.flatMap((entry) => (entry.kind === "handed-over" ? entry.files : [])).map((file) => [file.sha256, file]),
  );
  const sizes = new Map(
    [...handed.values()].flatMap(({ cipher, ...file }) => [file, cipher]).map((each) => [each.sha256, each.size]),
  );
  const listing: FileListing = {
    isEmpty: false,
    digestOf: ({ sha256, size = sizes.get(sha256) }) =>
      sizes.has(sha256) && sizes.get(sha256) === size ? sha256 : undefined,
    mayBePart: () => false,
    count: () => sizes.size,
  };
  const { matched } = checkAgainst(listing, given, report);
  const compared = new Set(matched.map(({ digest }) => digest));
  return [...handed.values()].map(({ path, size, sha256 }) => ({ path, size, sha256, compared: compared.has(sha256) }));
}

type Found = { signed: ReadonlyMap<number, StepOutcome>; stamps: readonly CheckedStamp[] };

function describe(
  ledger: DisclosureLedger,
  { number, recipient, time, files }: HandoverEntry,
  answers: readonly AnswerEntry[],
  { signed, stamps }: Found,
): VerdictDisclosure {
  return {
    entry: number,
    recipient: recipient.toLowerCase() as Address,
    time,
    promise: ledgerTitle(ledger),
    files: files.map((file) => ({ path: file.path, sha256: file.sha256, encrypted: file.cipher.sha256 })),
    notAfter: earliestOf(stamps, number),
    answers: answers.map((answer) => ({
      entry: answer.number,
      kind: answer.kind,
      time: answer.time,
      signed: signed.get(answer.number) === "proved",
      notAfter: earliestOf(stamps, answer.number),
    })),
  };
}

const whenOf = (block: VerdictBlock | undefined) =>
  block === undefined
    ? ""
    : `no later than block ${block.number} of chain ${block.chainId}, ${words.time(block.time ?? 0)}`;

const didWhat: Record<AnswerKind, (files: string) => string> = {
  received: (files) => `they received ${files}`,
  returned: (files) => `they gave back, and kept no copy of, ${files}`,
  destroyed: (files) => `they destroyed, with every copy that they made, ${files}`,
};

const filesInWords = (files: VerdictDisclosure["files"]) =>
  `${wordFor(files.length, "a file with the SHA-256", `${files.length} files with the SHA-256`)} ${inList(files.map(({ sha256 }) => sha256))}`;

function sentencesOf(
  { discloser, entries }: DisclosureLedger,
  { id, unchecked }: Agreed,
  last: VerdictBlock,
  disclosed: readonly VerdictDisclosure[],
): string[] {
  const receipts = disclosed.filter(({ answers }) => answers.some((each) => each.kind === "received" && each.signed));
  const [title = ""] = disclosed.map(({ promise }) => promise);
  const accounts = new Set(receipts.map(({ recipient }) => recipient)).size;
  const under =
    unchecked.length === 0
      ? `the agreement “${title}” (${id})`
      : `the agreement “${title}” (${id}; the signature of ${inList(unchecked)} was not checked)`;
  return [
    accounts === 0
      ? `The ledger of ${discloser.toLowerCase()} under ${under} holds no receipt that a recipient's key signed.`
      : `${count(accounts, "account")} signed that they received ${count(receipts.flatMap(({ files }) => files).length, "file")} from ${discloser.toLowerCase()}, by their digests, under ${under}.`,
    ...disclosed.flatMap((disclosure) => sentencesAbout(disclosure)),
    `The ledger's ${count(entries.length, "entry", "entries")}, the agreement and its signatures existed ${whenOf(last)}.`,
  ];
}

function sentencesAbout({ entry, recipient, files, answers }: VerdictDisclosure): string[] {
  const signed = answers.filter((answer) => answer.signed);
  const said = signed.map(
    ({ kind, notAfter }) =>
      `${recipient} signed that ${didWhat[kind](filesInWords(files))} (entry ${entry}); the signature existed ${whenOf(notAfter)}.`,
  );
  return signed.some(({ kind }) => kind === "received")
    ? said
    : [
        `Entry ${entry} says that ${filesInWords(files)} was meant for ${recipient}. No signature of that account's key in this ledger shows that it came.`,
        ...said,
      ];
}

type Findings = Partial<Pick<Verdict, "files" | "witnesses" | "disclosures">>;

function conclude({ steps, gaps, problems }: Report, said: readonly string[], findings: Findings = {}): Verdict {
  const only = (outcome: StepOutcome) =>
    steps.filter((step) => step.outcome === outcome).map(({ sentence }) => sentence);
  const [contradiction] = only("disproved");
  const rest = {
    steps,
    assumed: only("assumed"),
    notChecked: only("not-checked"),
    files: [...(findings.files ?? [])],
    filesNotListed: 0,
    problems,
    codes: [],
    witnesses: [...(findings.witnesses ?? [])],
    limits: ledgerLimits,
    ...{ licences: [], records: [], states: [] },
  };
  if (contradiction !== undefined)
    return { verdict: "disproved", sentence: `Disproved: ${contradiction}`, ...rest, proved: [] };
  if (gaps.length > 0) return { verdict: "cannot-know", sentence: `Cannot know: ${gaps[0]}`, ...rest, proved: [] };
  const { disclosures = [] } = findings;
  return { verdict: "proved", sentence: `Proved: ${said[0]}`, ...rest, proved: [...said], disclosures };
}
