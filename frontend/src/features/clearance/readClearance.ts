import type { HashedFile, TerritoryCode, UseId } from "@colophon/sdk";
import { parseAddress } from "../../lib/forms/parseAddress.ts";
import { readDay } from "../../lib/time/readDay.ts";
import type { ClearanceQuestion } from "./ClearanceQuestion.ts";
import { readWorkList } from "./readWorkList.ts";

export type ClearanceInput = {
  files: readonly HashedFile[];
  list: string;
  use: UseId | undefined;
  territory: TerritoryCode | undefined;
  from: string;
  until: string;
  account: string;
  /** In seconds since 1970. */
  now: number;
};

export type ClearanceErrors = Partial<Record<"what" | "use" | "territory" | "from" | "until" | "account", string>>;

export type ClearanceResult = { ok: true; question: ClearanceQuestion } | { ok: false; errors: ClearanceErrors };

/** As many files and works as the index takes at once. */
const most = 1_000;

/** Reads the form of a clearance report. */
export function readClearance(input: ClearanceInput): ClearanceResult {
  const errors: ClearanceErrors = {};
  const files = input.files.filter(({ size }) => size > 0).map(({ path, sha256 }) => ({ name: path, digest: sha256 }));
  const { works, wrong } = readWorkList(input.list);
  if (wrong.length > 0) {
    const others = wrong.length > 1 ? ` and ${wrong.length - 1} more` : "";
    errors.what = `“${wrong[0]}”${others} is not the number of a work. Copy numbers or links from the works' pages.`;
  } else if (files.length + works.length === 0) {
    errors.what =
      input.files.length > 0
        ? "The files are empty, so there is nothing to look up. Choose others, or name a work."
        : "Choose files, or name at least one work.";
  } else if (files.length > most || works.length > most) {
    errors.what = `These are ${Math.max(files.length, works.length).toLocaleString("en-GB")}; a report takes ${most.toLocaleString("en-GB")} files and as many works. Make several.`;
  }
  if (!input.use) errors.use = "Choose what you want to do.";
  if (!input.territory) errors.territory = "Choose where.";
  const start = readDay(input.from);
  const end = readDay(input.until);
  if (!start.ok) errors.from = start.error;
  if (!end.ok) errors.until = end.error;
  const from = start.ok ? (start.seconds ?? input.now) : input.now;
  // The last day counts to its last second.
  const until = end.ok && end.seconds !== undefined ? end.seconds + 86_399 : from;
  if (!errors.until && until < from) errors.until = "This is before the use begins. Choose a later day.";
  const account = input.account.trim() === "" ? undefined : parseAddress(input.account);
  if (account && !account.ok) errors.account = account.error;
  const { use, territory } = input;
  if (Object.keys(errors).length > 0 || !use || !territory) return { ok: false, errors };
  return {
    ok: true,
    question: { files, works, use, territory, from, until, account: account?.ok ? account.address : undefined },
  };
}
