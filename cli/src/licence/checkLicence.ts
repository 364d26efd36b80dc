import {
  formatId,
  isLicensed,
  type ReadContext,
  type TerritoryCode,
  territories,
  type UseId,
  uses,
} from "@colophon/sdk";
import { getAddress, isAddress } from "viem";
import type { Arguments } from "../Command.ts";
import { print } from "../output.ts";
import { parseMoment } from "../parseMoment.ts";
import { UsageError } from "../UsageError.ts";
import { licenceSentences } from "./licenceSentences.ts";

/** What was typed for a check; read before anything is asked of a node. */
export function readQuestion(given: Arguments) {
  const account = needed(given, "account", "<address>");
  if (!isAddress(account)) throw new UsageError(`--account ${account} is not an address.`);
  const use = uses.find(({ id }) => id === needed(given, "use", "<use>"));
  if (!use) throw new UsageError(`--use ${given.value("use")} is none of: ${uses.map(({ id }) => id).join(", ")}.`);
  const code = needed(given, "territory", "<code>").toUpperCase();
  const territory = territories.find((known) => known.code === code);
  if (!territory) throw new UsageError(`--territory ${code} is no country code of ISO 3166-1, such as AT or US.`);
  const typed = given.value("time");
  return {
    account: getAddress(account),
    use: use.id as UseId,
    territory: territory.code as TerritoryCode,
    time: typed === undefined ? undefined : parseMoment(typed, "--time"),
  };
}

/** Prints what the contract answers about a licence. Returns 0 if it covers the use, else 1. */
export async function checkLicence(
  given: Arguments,
  context: ReadContext,
  question: ReturnType<typeof readQuestion> & { licence: bigint },
): Promise<number> {
  const { time, ...asked } = question;
  const finding = await isLicensed(context, time === undefined ? asked : { ...asked, time });
  if (finding.status === "unknown") throw finding.cause;
  if (finding.status === "not-found") throw new UsageError("The contract gave no answer.");
  const { licensed, reason, decisive, time: moment } = finding.value;
  const sentence = licenceSentences[reason];
  const above = decisive === asked.licence ? "" : ` That is because of the licence ${link(decisive)} above it.`;
  const at = new Date(moment * 1000).toISOString();
  print(
    given,
    {
      licensed,
      reason,
      sentence,
      ...asked,
      licence: link(asked.licence),
      decisive: link(decisive),
      at,
      block: finding.block,
    },
    `${sentence}${above}\n  ${asked.use}, ${asked.territory}, ${at}, for ${asked.account}\n  as the contract answers at block ${finding.block.number}. What it asks besides, its deed says: colophon licence show.`,
  );
  return licensed ? 0 : 1;
}

const link = (id: bigint) => formatId(id, "licence");

function needed(given: Arguments, option: string, value: string): string {
  const text = given.value(option);
  if (text === undefined) throw new UsageError(`A check needs --${option} ${value}.`);
  return text;
}
