import {
  amountInWords,
  type DeedCheck,
  forever,
  formatId,
  type LicenceDetails,
  type ReadContext,
  readCurrency,
  readLicence,
} from "@colophon/sdk";
import { formatUnits, zeroAddress } from "viem";
import type { Arguments } from "../Command.ts";
import { print } from "../output.ts";
import { UsageError } from "../UsageError.ts";

const timeOf = (seconds: number) => (seconds >= forever ? null : new Date(seconds * 1000).toISOString());
const link = (id: bigint) => formatId(id, "licence");

/** Prints a licence with its deed, which is compared with what the contract enforces. Returns the exit code. */
export async function showLicence(given: Arguments, context: ReadContext, id: bigint): Promise<number> {
  const finding = await readLicence(context, id);
  if (finding.status === "unknown") throw finding.cause;
  if (finding.status === "not-found") throw new UsageError(`There is no licence ${link(id)} on this chain.`);
  const licence = finding.value;
  const price = await priceOf(context, licence);
  const { deed } = licence.terms;
  const check = deed.status === "found" ? deed.value : undefined;
  const problems = check ? check.differences.map(({ sentence }) => sentence) : deedProblem(licence);
  const facts = {
    licence: link(id),
    work: formatId(licence.work, "work"),
    state: licence.state,
    decisive: link(licence.decisive),
    holder: licence.holder,
    licensor: licence.licensor,
    seats: licence.seats,
    seatsPassedOn: licence.seatsPassedOn,
    start: timeOf(licence.start),
    end: timeOf(licence.end),
    above: licence.above.map(link),
    price,
    bought: { by: licence.sale.buyer, block: licence.sale.at.block, transaction: licence.sale.at.transaction },
    renewals: licence.renewals.map(({ periods, end, at }) => ({ periods, end: timeOf(end), block: at.block })),
    reports: licence.compliance.reports.length,
    arrears: licence.compliance.arrears,
    notice: licence.compliance.notice && { cures: timeOf(licence.compliance.notice.cures) },
    terms: licence.terms.id,
    deed: { sha256: licence.terms.onchain.deed, matches: check?.matches ?? null, problems, text: check?.deed.text },
    asOf: finding.block,
  };
  print(given, facts, textOf(licence, { price, problems, check, block: finding.block.number }));
  return check?.matches === false ? 1 : 0;
}

type TextParameters = { price: string; problems: readonly string[]; check: DeedCheck | undefined; block: number };

function textOf(licence: LicenceDetails, { price, problems, check, block }: TextParameters): string {
  const { compliance, seats, seatsPassedOn, above } = licence;
  const lines: [string, string][] = [
    ["Licence", link(licence.id)],
    ["Work", formatId(licence.work, "work")],
    ["State", `${licence.state}${licence.decisive === licence.id ? "" : `, because of ${link(licence.decisive)}`}`],
    ["From", timeOf(licence.start) ?? ""],
    ["Until", timeOf(licence.end) ?? "it has no end"],
    ["Holder", licence.holder],
    ["Licensor", licence.licensor],
    ["Seats", seatsPassedOn > 0 ? `${seats}, of which ${seatsPassedOn} were passed on` : String(seats)],
    ["Price", `${price}, paid by ${licence.sale.buyer} in block ${licence.sale.at.block}`],
    ...above.map((id): [string, string] => ["Under", link(id)]),
    ...licence.renewals.map(({ periods, at }): [string, string] => ["Renewed", `by ${periods}, in block ${at.block}`]),
  ];
  if (compliance.arrears.periods > 0) {
    lines.push(["Arrears", `${compliance.arrears.periods} periods were not reported`]);
  }
  if (compliance.notice) {
    lines.push(["Breach", `noticed; it can be ended from ${timeOf(compliance.notice.cures)} on`]);
  }
  const deed = check?.matches
    ? `\nThe deed is what the contract enforces, and its SHA-256 is the one on the chain:\n\n${check.deed.text}`
    : `\nTHE DEED CAN'T BE TRUSTED. ${problems.join(" ")}\n`;
  const facts = lines.map(([name, value]) => `${name.padEnd(10)}${value}`).join("\n");
  return `${facts}\n${deed}\nAs of block ${block}. Terms ${licence.terms.id}.`;
}

function deedProblem({ terms: { deed } }: LicenceDetails): string[] {
  return deed.status === "found" ? [] : [deed.sentence];
}

/** The price in the currency's own unit, or in its smallest where the token does not say. */
async function priceOf({ client }: ReadContext, { sale }: LicenceDetails): Promise<string> {
  if (sale.price === 0n) return "nothing";
  const currency = await readCurrency(client, sale.currency);
  if (currency === undefined || sale.currency === zeroAddress) return amountInWords(sale.price, sale.currency);
  return `${formatUnits(sale.price, currency.decimals)} ${currency.symbol} (token ${sale.currency})`;
}
