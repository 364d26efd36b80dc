import type { HashedFile } from "@colophon/sdk";
import { mostCleared } from "@colophon/sdk/index-api";
import type { PurposeId, TerritoryCode, UseId } from "@colophon/sdk/terms";
import type { Address, Hex } from "viem";
import { formatNumber } from "../../../lib/format.ts";
import { parseAddress, parseField } from "../../../lib/parse.ts";
import { parseQuestion } from "../../../lib/questions.ts";
import { endOfDay, parseDay } from "../../../lib/typedTime.ts";

/** What somebody wants to do, with which works, and who they are. */
export type ClearanceQuestion = {
  /** Files by their SHA-256, with the names that only this device knows. */
  files: readonly { name: string; digest: Hex }[];
  works: readonly bigint[];
  /** Words that the names of works have. */
  words?: string | undefined;
  use: UseId;
  purpose: PurposeId;
  /** The name of the field that it is in, if that has one. */
  field: string | undefined;
  territory: TerritoryCode;
  /** The first and the last second of the use, since 1970. */
  from: number;
  until: number;
  /** Whose licences count; undefined to see offers only. */
  account: Address | undefined;
};

/** The same without what it is about. */
export type Clearance = Omit<ClearanceQuestion, "files" | "works" | "words">;

export type ClearanceInput = {
  files: readonly HashedFile[];
  list: string;
  use: UseId | undefined;
  purpose: PurposeId | undefined;
  /** As typed; empty for none. */
  field: string;
  territory: TerritoryCode | undefined;
  from: string;
  until: string;
  account: string;
  /** In seconds since 1970. */
  now: number;
};

type ClearanceErrors = Partial<
  Record<"what" | "use" | "purpose" | "field" | "territory" | "from" | "until" | "account", string>
>;

type ParsedClearance = { ok: true; question: ClearanceQuestion } | { ok: false; errors: ClearanceErrors };

/** Reads the form of a clearance report. */
export function parseClearance(input: ClearanceInput): ParsedClearance {
  const errors: ClearanceErrors = {};
  const files = input.files.filter(({ size }) => size > 0).map(({ path, sha256 }) => ({ name: path, digest: sha256 }));
  const { works, wrong } = parseWorkList(input.list);
  if (wrong.length > 0) {
    const others = wrong.length > 1 ? ` and ${wrong.length - 1} more` : "";
    errors.what = `“${wrong[0]}”${others} is not the number of a work. Copy numbers or links from the works' pages.`;
  } else if (files.length + works.length === 0) {
    errors.what =
      input.files.length > 0
        ? "The files are empty, so there is nothing to look up. Choose others, or name a work."
        : "Choose files, or name at least one work.";
  } else if (files.length > mostCleared || works.length > mostCleared) {
    errors.what = `These are ${formatNumber(Math.max(files.length, works.length))}; a report takes ${formatNumber(mostCleared)} files and as many works. Make several.`;
  }
  if (!input.use) errors.use = "Choose what you want to do.";
  if (!input.purpose) errors.purpose = "Choose what for.";
  const field = parseField(input.field);
  if (!field.ok) errors.field = field.error;
  if (!input.territory) errors.territory = "Choose where.";
  const start = parseDay(input.from);
  const end = parseDay(input.until);
  if (!start.ok) errors.from = start.error;
  if (!end.ok) errors.until = end.error;
  const from = start.ok ? (start.seconds ?? input.now) : input.now;
  // The last day counts to its last second.
  const until = end.ok && end.seconds !== undefined ? endOfDay(end.seconds) : from;
  if (!errors.until && until < from) errors.until = "This is before the use begins. Choose a later day.";
  const account = input.account.trim() === "" ? undefined : parseAddress(input.account);
  if (account && !account.ok) errors.account = account.error;
  const { use, purpose, territory } = input;
  if (Object.keys(errors).length > 0 || !use || !purpose || !field.ok || !territory) return { ok: false, errors };
  return {
    ok: true,
    question: {
      ...{ files, works, use, purpose, field: field.field, territory, from, until },
      account: account?.ok ? account.address : undefined,
    },
  };
}

type WorkList = { works: bigint[]; wrong: string[] };

/** Reads numbers of works or links to them, one a line or with commas or spaces between; what is none of them is named. */
function parseWorkList(text: string): WorkList {
  const works = new Set<bigint>();
  const wrong: string[] = [];
  for (const part of text.split(/[\s,;]+/).filter(Boolean)) {
    const parsed = parseQuestion(part);
    if (parsed.ok && parsed.question.kind === "work") works.add(parsed.question.id);
    // A licence is about a work too, and its number is longer: said, not guessed.
    else wrong.push(part.slice(0, 80));
  }
  return { works: [...works], wrong };
}
