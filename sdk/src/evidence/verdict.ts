import type { Address, Hex } from "viem";
import type { FileRange } from "../content/range.ts";
import type { ContractName } from "../core/deployment.ts";
import type { AnswerKind } from "../disclosures/statements.ts";
import type { LicenceState } from "../model/states.ts";
import { visibleLine } from "../model/words.ts";
import type { BundleBuild } from "./bundle.ts";
import type { DecodedLicence } from "./licenceStorage.ts";

/** How a single step of a verification ended. */
export type StepOutcome = "proved" | "disproved" | "assumed" | "not-checked";

export type VerdictStep = {
  /** Which step, such as "content" or "receipt:24000012:3". */
  id: string;
  outcome: StepOutcome;
  /** For people: what was compared, with its values. */
  sentence: string;
};

/** A block in a verdict. Time in seconds since 1970; missing where only the hash is known. */
export type VerdictBlock = { chainId: number; number: number; hash: Hex; time?: number | undefined };

/** A log of a known contract that the bundle proves. Numbers in `values` are written out in decimal. */
export type VerdictRecord = {
  block: number;
  transaction: number;
  /** The log's position within its transaction's receipt. */
  log: number;
  contract: ContractName;
  address: Address;
  event: string;
  values: Record<string, string>;
};

/** What an account held after a block. */
export type VerdictState = {
  block: number;
  address: Address;
  /** False if the proof shows that there is no such account. */
  exists: boolean;
  codeHash?: Hex | undefined;
  storage: { slot: Hex; value: Hex }[];
};

/** What the storage of the Licences contract says of a licence after a block. Its number is in decimal, as in records. */
export type VerdictLicence = { block: number; licence: string } & (
  | { exists: false }
  | (Omit<DecodedLicence, "parent"> & {
      exists: true;
      parent?: string | undefined;
      /** The SHA-256 of the licence text, if the bundle has the record that defined the terms, as the following two. */
      deed?: Hex | undefined;
      /** The contract that says what is owed and may end it, if its terms name one. */
      rules?: Address | undefined;
      /** The hash of what the rules need to know, if they need anything. */
      conditions?: Hex | undefined;
      /** When it ends by itself or with the first above it; missing if an end of one of them is not shown. */
      endsAt?: number | undefined;
      /** At the block's time, of the licence and all above it; missing if not all that decides it is shown. */
      state?: LicenceState | undefined;
      /** The licence that decides the state: this one, or the one above it that is not running. */
      decisive?: string | undefined;
    })
);

export type VerdictStamp = {
  claimant: Address;
  contentRoot: Hex;
  /** Who sent it; the claimant is inside the commitment. */
  sender: Address;
  notAfter: VerdictBlock;
  /** If the manifest's anchor was found to be a block of the chain. */
  notBefore?: VerdictBlock | undefined;
};

/** A file that a stamp is about. Its name is missing where only its digest is disclosed. */
export type VerdictFile = {
  path?: string | undefined;
  size?: number | undefined;
  sha256: Hex;
  /** Of a file of which only a range is shown: from `from` up to but not including `to`, of `size` bytes. */
  range?: FileRange | undefined;
  /** Whether the verifier gave a file with these digests, or with the bytes of the range. */
  compared: boolean;
};

/** What a contract's code is made from, as far as this release knows it. */
export type VerdictCode = {
  contract: ContractName;
  initCodeHash: Hex;
  /** Missing for code that is not of this release, unless the bundle says it. */
  build?: BundleBuild | undefined;
  /** Whether it is code of this release, whose build is known and not only said by the bundle. */
  known: boolean;
};

/** What a second anchor says for itself. It stands or falls alone: the verdict does not depend on it. */
export type VerdictWitness = {
  type: "rfc3161" | "opentimestamps";
  outcome: StepOutcome;
  sentence: string;
  /** When, as a time-stamping authority says: in seconds since 1970. */
  time?: number | undefined;
};

/** Files that a ledger says were handed to a party, and what that party signed of them. */
export type VerdictDisclosure = {
  /** The number of the hand-over in the ledger. */
  entry: number;
  recipient: Address;
  /** As the discloser says, in seconds since 1970. */
  time: number;
  /** The heading of the agreement that it was under. */
  promise: string;
  files: readonly { path: string; sha256: Hex; encrypted: Hex }[];
  /** By which block the entry existed. */
  notAfter: VerdictBlock | undefined;
  answers: readonly {
    entry: number;
    kind: AnswerKind;
    /** As the recipient says. */
    time: number;
    /** Whether the recipient's key signed it; of a contract, only its chain can tell. */
    signed: boolean;
    notAfter: VerdictBlock | undefined;
  }[];
};

export type Verdict = {
  verdict: "proved" | "disproved" | "cannot-know";
  /** The whole in one or two sentences. */
  sentence: string;
  steps: VerdictStep[];
  /** Empty unless the verdict is "proved". */
  proved: string[];
  /** What the verifier takes on trust, and from whom. */
  assumed: string[];
  notChecked: string[];
  /**
   * The files of the stamp, whatever the verdict is: all that were compared, and the first thousand of the others. Empty
   * if there is no stamp or the bundle can't be read.
   */
  files: VerdictFile[];
  /** How many more files the stamp is about, none of them compared. */
  filesNotListed: number;
  /** What was found out about those whom the verifier trusts and that must not be overlooked. */
  problems: string[];
  /** The code that the bundle's contracts have, and how to make it again from its source. */
  codes: VerdictCode[];
  /** Reported whatever the verdict is. */
  witnesses: VerdictWitness[];
  /** What no timestamp can prove. Belongs beside every use of the verdict. */
  limits: string;
  /** Only when the verdict is "proved", as the following three. */
  stamp?: VerdictStamp | undefined;
  /** The licences whose sale is among the records, and those above them, as far as the states show them. */
  licences: VerdictLicence[];
  records: VerdictRecord[];
  states: VerdictState[];
  /** Of a ledger of disclosures: who received what, and under which promise. */
  disclosures?: readonly VerdictDisclosure[] | undefined;
};

/** What people read for each verdict, and with what a program that was asked for it ends. */
export const verdictWords: Record<Verdict["verdict"], { word: string; exitCode: number }> = {
  proved: { word: "Proved", exitCode: 0 },
  disproved: { word: "Disproved", exitCode: 1 },
  "cannot-know": { word: "Cannot know", exitCode: 2 },
};

/** What people read for the outcome of each step. */
export const outcomeWords: Record<StepOutcome, string> = {
  proved: "proved",
  disproved: "disproved",
  assumed: "assumed",
  "not-checked": "not checked",
};

export type VerdictSection = { title: string; note?: string | undefined; lines: string[] };

/** What belongs below a verdict's sentences wherever it is shown, in this order. Sections without lines are left out. */
export function verdictSections(verdict: Verdict, { mostFiles }: { mostFiles: number }): VerdictSection[] {
  const { witnesses, assumed, notChecked, problems, codes } = verdict;
  const sections: VerdictSection[] = [
    { title: "Files in the bundle", lines: fileLines(verdict, mostFiles) },
    {
      title: "Second anchors, each for itself",
      lines: witnesses.map(({ outcome, sentence }) => `${outcomeWords[outcome]}: ${sentence}`),
    },
    {
      title: "Look at this",
      note: "Those whom you trust do not all say the same, or not all answered.",
      lines: problems,
    },
    { title: "Taken on trust", note: "From whom it says.", lines: assumed },
    { title: "Not checked", lines: notChecked },
    { title: "The contracts' code", note: "What it is made from.", lines: codes.flatMap(codeLine) },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

function fileLines({ files, filesNotListed }: Verdict, most: number): string[] {
  const lines = files.slice(0, most).map(({ path, sha256, range, compared }) => {
    const name = path === undefined ? "a file whose name is not disclosed" : `“${visibleLine(path)}”`;
    const part = range ? `bytes ${range.from} to ${range.to - 1} of the ${range.size} of ` : "";
    return `${sha256.slice(2)}  ${part}${name}${compared ? ", the same as yours" : ", not compared"}`;
  });
  const more = files.length - lines.length + filesNotListed;
  return more > 0 ? [...lines, `and ${more.toLocaleString("en")} more`] : lines;
}

function codeLine({ contract, initCodeHash, build, known }: VerdictCode): string[] {
  if (!build) return [];
  const made = `${contract}: creation code ${initCodeHash}, made by solc ${build.compiler} from the standard JSON input with the SHA-256 ${build.input.slice(2)}.`;
  return [`${made} ${known ? recipe : "That the compiler makes it was not checked."}`];
}

/** How anybody makes the code of this release again. */
const recipe =
  "This release's sources write that input (npm ci; node scripts/generate-abi.ts --input input.json), and solc --standard-json input.json gives the code.";

export type Report = {
  steps: VerdictStep[];
  /** Sentences of steps without which nothing is proved, and which could not be taken. */
  gaps: string[];
  /** What must be seen even by who reads no steps. */
  problems: string[];
  /** Returns the sentence. */
  add: (id: string, outcome: StepOutcome, sentence: string) => string;
  /** A step that could not be taken, and without which nothing is proved. */
  gap: (id: string, sentence: string) => string;
  problem: (sentence: string) => void;
};

/** Collects the steps of a verification. */
export function createReport(): Report {
  const steps: VerdictStep[] = [];
  const gaps: string[] = [];
  const problems: string[] = [];
  const add: Report["add"] = (id, outcome, sentence) => {
    steps.push({ id, outcome, sentence });
    return sentence;
  };
  return {
    steps,
    gaps,
    problems,
    add,
    gap(id, sentence) {
      gaps.push(sentence);
      return add(id, "not-checked", sentence);
    },
    problem: (sentence) => void problems.push(sentence),
  };
}

/** What no timestamp can prove; shown wherever a verdict is. */
export const limitsStatement =
  "A timestamp proves that the claimant held exactly these bytes no later than a block. It does not prove originality, authorship, ownership or legal validity. The block's time is as its producer wrote it, within the rules of the chain.";
