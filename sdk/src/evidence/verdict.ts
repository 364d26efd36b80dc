import type { Address, Hex } from "viem";
import type { FileRange } from "../content/range.ts";
import type { ContractName } from "../core/deployment.ts";
import type { LicenceState } from "../model/states.ts";
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
      /** The SHA-256 of the deed, if the bundle has the record that defined the terms. */
      deed?: Hex | undefined;
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

/** What a second anchor says for itself. It stands or falls alone: the verdict does not depend on it. */
export type VerdictWitness = {
  type: "rfc3161" | "opentimestamps";
  outcome: StepOutcome;
  sentence: string;
  /** When, as a time-stamping authority says: in seconds since 1970. */
  time?: number | undefined;
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
  /** The files of the stamp, whatever the verdict is; empty if there is no stamp or the bundle can't be read. */
  files: VerdictFile[];
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
};

export type Report = {
  steps: VerdictStep[];
  /** Sentences of steps without which nothing is proved, and which could not be taken. */
  gaps: string[];
  add: (id: string, outcome: StepOutcome, sentence: string) => void;
  /** A step that could not be taken, and without which nothing is proved. */
  gap: (id: string, sentence: string) => void;
};

/** Collects the steps of a verification. */
export function createReport(): Report {
  const steps: VerdictStep[] = [];
  const gaps: string[] = [];
  const add: Report["add"] = (id, outcome, sentence) => {
    steps.push({ id, outcome, sentence });
  };
  return {
    steps,
    gaps,
    add,
    gap(id, sentence) {
      gaps.push(sentence);
      add(id, "not-checked", sentence);
    },
  };
}

/** What no timestamp can prove; shown wherever a verdict is. */
export const limitsStatement =
  "A timestamp proves that the claimant held exactly these bytes no later than a block. It does not prove originality, authorship, ownership or legal validity. The block's time is as its producer wrote it, within the rules of the chain.";
