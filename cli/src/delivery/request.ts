import type { DeliveryRequest } from "@colophon/sdk/vault";
import { type Arguments, UsageError, wholeOf } from "../Command.ts";

export const intendedOptions = {
  use: { type: "string" },
  purpose: { type: "string" },
  territory: { type: "string" },
  field: { type: "string" },
} as const;

export const intendedHelp = `  --use, --purpose, --territory, --field
                         what the files are wanted for, in the words of colophon licence check --help; the licence must
                         cover it. --field may be missing`;

/** What the files are wanted for. Whether the words are known, and the licence covers them, is found out later. */
export function intendedOf(given: Arguments): Pick<DeliveryRequest, "use" | "purpose" | "territory" | "field"> {
  const needed = (name: string, example: string) => {
    const text = given.value(name);
    if (text === undefined) throw new UsageError(`Say what the files are wanted for: --${name} ${example}.`);
    return text;
  };
  return {
    use: needed("use", "print"),
    purpose: needed("purpose", "commercial"),
    territory: needed("territory", "AT").toUpperCase(),
    field: given.value("field"),
  };
}

export const rulesOptions = {
  confirmations: { type: "string" },
  "stale-after": { type: "string" },
} as const;

export const rulesHelp = `  --confirmations <n>    how many blocks must stand on the one in which the licence is looked at: 2 if missing, so that no
                         purchase counts that the chain may still take back. 0 on a chain of one's own
  --stale-after <s>      how old the newest block may be, in seconds, before nothing is given: 180 if missing`;

/** What must hold of the chain before anything is given. */
export function rulesOf(given: Arguments): { confirmations: number; staleAfter: number } {
  const confirmations = given.value("confirmations") === "0" ? 0 : wholeOf(given, "confirmations", 2);
  return { confirmations, staleAfter: wholeOf(given, "stale-after", 180) };
}
