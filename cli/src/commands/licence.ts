import { amountInWords, forever, formatId, type LicensedReason } from "@colophon/sdk";
import { isLicensed, type LicenceDetails, type ReadContext, readCurrency } from "@colophon/sdk/read";
import {
  type DeedCheck,
  fieldName,
  type Part,
  purposeOf,
  purposes,
  territoryOf,
  useOf,
  uses,
} from "@colophon/sdk/terms";
import { formatUnits, zeroAddress } from "viem";
import {
  type Arguments,
  type Command,
  kindAndOne,
  outputHelp,
  outputOptions,
  parseMoment,
  storeHelp,
  storeOf,
  storeOption,
  UsageError,
} from "../Command.ts";
import { connect, licenceOf } from "../connect.ts";
import { accountIn, idOf } from "../named.ts";
import { print } from "../terminal.ts";

const lines = (words: readonly string[]) =>
  words.map((word, i) => `${i % 6 === 0 ? "\n                         " : ""}${word}`).join(", ");

export const licence: Command = {
  name: "licence",
  summary: "show a licence with its text, or ask the contract whether it covers a use",
  help: `show <number> (--network <name> | --rpc <url>)
  colophon licence check <number> --account <address> --use <use> --purpose <purpose> --territory <code>
                          [--field <name>] [--time <moment>] (--network ...)

show prints who holds a licence of what, from when until when, and its text, compared with what the contract enforces.
check asks the contract whether an account may put the work to a use, for a purpose, in a territory, at a time.

  --account <address>    who wants to use the work
  --use <use>            one of:${lines(uses.map(({ id }) => id))}
  --purpose <purpose>    one of:${lines(purposes.map(({ id }) => id))}
  --territory <code>     ISO 3166-1, such as AT
  --field <name>         such as "language: French"; one that no licence names if missing
  --time <moment>        2026-03-12 (midnight in UTC) or 2026-03-12T14:05:00Z; now if missing
${storeHelp}; asked for a text only if this
                         program can't write it again from the terms
  --network <name>       a network of hardhat.config.ts, or "local" beside npm start
  --rpc <url>            instead: the address of a node
  --deployment <file>    where the contracts are; deployments/<chain>.json if missing
${outputHelp}

A text of the parties' own, or documents of theirs beside ours, is no fault: show says which words nobody but they enforce.

Exit code of check: 0 licensed, 1 not licensed, 2 cannot know. Of show: 0, or 1 if the text contradicts what the contract
enforces, 2 if there is no such licence or it can't be read.`,
  options: {
    ...outputOptions,
    ...storeOption,
    network: { type: "string" },
    rpc: { type: "string" },
    deployment: { type: "string" },
    account: { type: "string" },
    use: { type: "string" },
    purpose: { type: "string" },
    field: { type: "string" },
    territory: { type: "string" },
    time: { type: "string" },
  },
  failureCode: 2,
  async run(given) {
    const refusal = "Say what to do with which licence: licence show <number>, or licence check <number>.";
    const [kind, number] = kindAndOne(given, ["show", "check"], refusal);
    const id = idOf(given, number, "licence");
    const question = kind === "check" ? parseQuestion(given) : undefined;
    const store = storeOf(given);
    const { client, deployment } = await connect(given);
    const context = { client, deployment, store };
    return question ? checkLicence(given, context, { ...question, licence: id }) : showLicence(given, context, id);
  },
};

const timeOf = (seconds: number) => (seconds >= forever ? null : new Date(seconds * 1000).toISOString());

const link = (id: bigint) => formatId(id, "licence");

/** Prints a licence with its deed, which is compared with what the contract enforces. Returns the exit code. */
async function showLicence(given: Arguments, context: ReadContext, id: bigint): Promise<number> {
  const finding = await licenceOf(context, id);
  const licence = finding.value;
  const price = await priceOf(context, licence);
  const { compliance } = licence;
  const { deed } = licence.terms;
  const check = deed.status === "found" ? deed.value : undefined;
  const contradicts = check?.kind === "contradicts";
  const problems = check
    ? contradicts
      ? check.differences.map(({ sentence }) => sentence)
      : []
    : deedProblem(licence);
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
    end: timeOf(licence.endsAt),
    ended: licence.ended ?? null,
    above: licence.above.map(link),
    price,
    bought: { by: licence.sale.buyer, block: licence.sale.at.block, transaction: licence.sale.at.transaction },
    renewals: licence.renewals.map(({ periods, end, at }) => ({ periods, end: timeOf(end), block: at.block })),
    reports: compliance.reports.length,
    due: compliance.due ?? null,
    arrears: compliance.arrears ?? null,
    notice: compliance.notice && { state: compliance.notice.state, cures: timeOf(compliance.notice.cures) },
    terms: licence.terms.id,
    deed: {
      sha256: licence.terms.onchain.deed,
      kind: check?.kind ?? null,
      matches: check?.matches ?? null,
      problems,
      parts: check ? partsOf(check) : [],
      text: check?.text ?? null,
    },
    asOf: finding.block,
  };
  print(given, facts, textOf(licence, { price, problems, check, block: finding.block.number }));
  return contradicts ? 1 : 0;
}

type TextParameters = { price: string; problems: readonly string[]; check: DeedCheck | undefined; block: number };

function textOf(licence: LicenceDetails, { price, problems, check, block }: TextParameters): string {
  const { compliance, seats, seatsPassedOn, above } = licence;
  const lines: [string, string][] = [
    ["Licence", link(licence.id)],
    ["Work", formatId(licence.work, "work")],
    ["State", `${licence.state}${licence.decisive === licence.id ? "" : `, because of ${link(licence.decisive)}`}`],
    ["From", timeOf(licence.start) ?? ""],
    ["Until", timeOf(licence.endsAt) ?? "it has no end"],
    ["Holder", licence.holder],
    ["Licensor", licence.licensor],
    ["Seats", seatsPassedOn > 0 ? `${seats}, of which ${seatsPassedOn} were passed on` : String(seats)],
    ["Price", `${price}, paid by ${licence.sale.buyer} in block ${licence.sale.at.block}`],
    ...above.map((id): [string, string] => ["Under", link(id)]),
    ...licence.renewals.map(({ periods, at }): [string, string] => ["Renewed", `by ${periods}, in block ${at.block}`]),
  ];
  const { rules, conditions, due, arrears, notice } = compliance;
  if (rules === "other" || (rules !== "none" && !conditions)) lines.push(["Duties", "not known here"]);
  if (arrears && arrears.periods > 0) lines.push(["Arrears", `${arrears.periods} periods were not reported`]);
  if (conditions && due && due.debt > 0n) lines.push(["Due", amountInWords(due.debt, conditions.currency)]);
  if (notice) lines.push(["Breach", `notice ${notice.state}; time to cure until ${timeOf(notice.cures)}`]);
  const deed = check ? `\n${deedIn(check, problems)}` : `\nTHE LICENCE TEXT IS NOT AT HAND. ${problems.join(" ")}\n`;
  const facts = lines.map(([name, value]) => `${name.padEnd(10)}${value}`).join("\n");
  return `${facts}\n${deed}\nAs of block ${block}. Terms ${licence.terms.id}.`;
}

/** The documents of the parties that a licence text names. */
function partsOf({ deed }: DeedCheck): Part[] {
  if (!deed) return [];
  const { own, annexes } = deed.terms.wording;
  return [...(own === "none" ? [] : [own]), ...annexes];
}

/** The licence text, after what it is: ours, ours with documents of the parties, theirs, or a contradiction. */
function deedIn(check: DeedCheck, problems: readonly string[]): string {
  const text = check.text ?? `It is no text, but a file with the SHA-256 ${check.digest}.\n`;
  switch (check.kind) {
    case "generated":
      return `The licence text is what the contract enforces, and its SHA-256 is the one on the chain:\n\n${text}`;
    case "annexes":
      return `The licence text is what the contract enforces, and its SHA-256 is the one on the chain. Documents of the parties belong to it, which no contract reads and nobody but they enforces:\n\n${text}`;
    case "own":
      return `The licence text is the parties' own: no contract reads it, and nobody but they enforces it. What the contracts enforce is what the terms on the chain say.\n\n${text}`;
    case "contradicts":
      return `THE LICENCE TEXT CONTRADICTS THE CONTRACT. ${problems.join(" ")}\n`;
  }
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

/** What was typed for a check; read before anything is asked of a node. */
function parseQuestion(given: Arguments) {
  const account = accountIn(given, needed(given, "account", "<address>"), "--account");
  const use = useOf(needed(given, "use", "<use>"));
  const territory = territoryOf(needed(given, "territory", "<code>").toUpperCase());
  const purpose = purposeOf(needed(given, "purpose", "<purpose>"));
  const [typed, field] = [given.value("time"), given.value("field")];
  return {
    account,
    use: use.id,
    purpose: purpose.id,
    territory: territory.code,
    field: field === undefined ? undefined : fieldName(field),
    time: typed === undefined ? undefined : parseMoment(typed, "--time"),
  };
}

/** Prints what the contract answers about a licence. Returns 0 if it covers the use, else 1. */
async function checkLicence(
  given: Arguments,
  context: ReadContext,
  question: ReturnType<typeof parseQuestion> & { licence: bigint },
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
    `${sentence}${above}\n  ${asked.use}, ${asked.purpose}, ${asked.territory}${asked.field === undefined ? "" : `, ${asked.field}`}, ${at}, for ${asked.account}\n  as the contract answers at block ${finding.block.number}. What it asks besides, its text says: colophon licence show.`,
  );
  return licensed ? 0 : 1;
}

function needed(given: Arguments, option: string, value: string): string {
  const text = given.value(option);
  if (text === undefined) throw new UsageError(`A check needs --${option} ${value}.`);
  return text;
}

/** The contract's answers to "is this licensed?", in words. */
const licenceSentences: Record<LicensedReason, string> = {
  licensed: "Yes: the licence covers this use, there and then.",
  "no such licence": "No: there is no licence with this number.",
  "not the holder": "No: the account does not hold this licence.",
  "use not covered": "No: the licence does not cover this use.",
  "purpose not covered": "No: the licence does not cover this purpose.",
  "territory not covered": "No: the licence does not cover this territory.",
  "field not covered": "No: the licence is for another field.",
  "not started": "No: the licence has not started then.",
  expired: "No: the licence has ended by then.",
  terminated: "No: the licence was ended for a breach by then.",
  surrendered: "No: the licence was given back by then.",
};
