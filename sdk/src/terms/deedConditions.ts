import { formatUnits } from "viem";
import { noticeLapse } from "../model/constants.ts";
import { isSameAddress } from "../model/ids.ts";
import { count, grouped, wordFor } from "../model/numbers.ts";
import { durationInWords } from "../model/time.ts";
import { percentOfShare } from "../model/units.ts";
import { type Conditions, type ConditionsField, ether, owesAnything, type WrittenCurrency } from "./conditions.ts";

/** An amount as a licence text writes it: in the currency's own words, and for a token in its smallest unit too. */
export function moneyInWords(amount: bigint, { address, symbol, decimals }: WrittenCurrency): string {
  const [whole = "0", fraction] = formatUnits(amount, decimals).split(".");
  const written = `${grouped(whole)}${fraction === undefined ? "" : `.${fraction}`} ${symbol}`;
  return isSameAddress(address, ether.address) ? written : `${written} (${grouped(amount)} of its smallest unit)`;
}

function monthsInWords(months: number): string {
  return count(months, "calendar month");
}

/** What one tier owes, such as "10 % of the revenue and 0.5 ETH for each unit". */
function rateOf({ share, perUnit }: Conditions["tiers"][number], currency: WrittenCurrency): string {
  const parts = [
    ...(share === 0 ? [] : [`${percentOfShare(share)} % of the revenue`]),
    ...(perUnit === 0n ? [] : [`${moneyInWords(perUnit, currency)} for each unit`]),
  ];
  return parts.length === 0 ? "nothing" : parts.join(" and ");
}

/** Each tier as a line of a list. */
export function tierLines({ tiers, byRevenue, currency }: Conditions): string[] {
  const bound = (from: bigint) => (byRevenue ? moneyInWords(from, currency) : `${grouped(from)} units`);
  return tiers.map((tier, i) => {
    const next = tiers[i + 1];
    const range =
      tier.from === 0n
        ? next && `up to ${bound(next.from)}`
        : `above ${bound(tier.from)}${next ? ` and up to ${bound(next.from)}` : ""}`;
    return `${range ?? "always"}: ${rateOf(tier, currency)}`;
  });
}

/** How tiers are counted, where there are several. */
function countingOf({ byRevenue }: Conditions): string {
  return byRevenue
    ? "The royalty is counted over the whole life of this licence. Each part of the revenue falls into the tier that all revenue reported before it has reached; the units of a period fall into the tier in which the period begins."
    : "The royalty is counted over the whole life of this licence. Each unit falls into the tier that all units reported before it have reached, and the revenue of a period is spread evenly over its units; that of a period without units falls into the tier that is reached.";
}

const remedies = "For a breach the Licensor has the other remedies that the law gives.";

function noticeInWords({ cure, arbitrator }: Conditions): string {
  if (cure === "irrevocable")
    return `The Licensor cannot end this licence before its Term ends, not even for a breach. ${remedies}`;
  const lapse = durationInWords(noticeLapse);
  const judged =
    arbitrator === "none"
      ? "The contracts do not judge whether there was a breach or a cure: who ends a licence without a ground answers for it by law."
      : "Where you do not contest a notice, the contracts do not judge whether there was a breach or a cure: who ends a licence without a ground answers for it by law.";
  return `If you break this licence, the Licensor may give you notice of the breach through the contracts, with the digest of the evidence. It counts from when the contracts record it: watch for it, or name an agent who does. You have ${durationInWords(cure)} from then to cure the breach, and you may answer with the digest of your answer. If you have cured it, the Licensor takes the notice back. If not, the Licensor may end this licence once that time is over; a notice that is not acted on within ${lapse} after it lapses, and another may be given then. ${judged} What you lawfully did before the end stays lawful.`;
}

const clauses: { [Field in ConditionsField]: (conditions: Conditions) => string } = {
  currency: ({ currency, period }) => {
    if (period === "none") return "Since nothing is reported, nothing is owed for reports.";
    const named = isSameAddress(currency.address, ether.address)
      ? "ETH"
      : `${currency.symbol}, which is the token ${currency.address}. It called itself so and had ${currency.decimals} decimals when this text was written; the contracts go by its address and its smallest unit`;
    return `Revenue is reported, and what is owed is paid, in ${named}. What you earn in another currency is converted at a published rate of the day on which its period ends, which your detailed report names.`;
  },
  tiers: (conditions) => {
    const { tiers, currency } = conditions;
    if (tiers.length > 1) return countingOf(conditions);
    const [only] = tiers;
    const owes = only !== undefined && (only.share !== 0 || only.perUnit !== 0n);
    return owes ? `You owe ${rateOf(only, currency)}.` : "No royalty is owed on revenue or units as such.";
  },
  byRevenue: (conditions) =>
    wordFor(conditions.tiers.length, "The royalty is the same from the beginning.", countingOf(conditions)),
  minimum: ({ minimum, currency, perSeat, period }) => {
    if (minimum === 0n) return "There is no minimum for a period.";
    const each = perSeat ? " for each seat" : "";
    const part =
      period === "none" ? "" : " Of a last period that is cut short, it is owed in the proportion of its length.";
    return `For each period you owe at least ${moneyInWords(minimum, currency)}${each}, also if there was nothing to report.${part}`;
  },
  carriesOver: ({ carriesOver }) =>
    carriesOver
      ? "Minimum and royalties are compared over the whole life of this licence: what is owed in all is the larger of all royalties and all minimums so far, so that what a good period owed above its minimum counts for a poor one, before or after it."
      : "Each period is counted by itself: what was owed above its minimum does not count for another.",
  perSeat: ({ perSeat, minimum }) => {
    if (minimum === 0n) return "There is no minimum that could be for each seat.";
    return perSeat ? "The minimum is for each seat." : "The minimum is for the licence, however many seats it has.";
  },
  cap: ({ cap, currency }) =>
    cap === "none"
      ? "There is no maximum for a period."
      : `For each period you owe at most ${moneyInWords(cap, currency)}, also if the minimum for all seats would be more. Of a last period that is cut short, this is in the proportion of its length.`,
  lifeCap: ({ lifeCap, currency }) =>
    lifeCap === "none"
      ? "There is no maximum over the life of this licence."
      : `Over the whole life of this licence you owe at most ${moneyInWords(lifeCap, currency)}, the advance included.`,
  advance: ({ advance, currency }) =>
    advance === 0n
      ? "There is no advance: what is owed is due from the beginning."
      : `The price contains an advance of ${moneyInWords(advance, currency)} on what you will owe. So much of it is kept back first, and only what is above is due. The advance is never paid back.`,
  period: ({ period, grace }) => {
    if (period === "none") return "You report nothing and owe nothing beyond the price.";
    const length = "months" in period ? monthsInWords(period.months) : durationInWords(period.seconds);
    const within = grace === 0 ? "as soon as it is over" : `within ${durationInWords(grace)} after it is over`;
    return `For each period of ${length} from the start of the Term, ${within}, you report through the contracts how many units you sold or handed over and what revenue you made with the Work. Periods are reported in order, each once; the last ends with this licence. A report is your statement: the contracts cannot tell whether it is true. Keep the books that it rests on for three years, and show them on request, at most once a year, to the Licensor or to an accountant of theirs who keeps them secret.`;
  },
  grace: ({ period, grace }) => {
    if (period === "none") return "Nothing is ever late, since nothing is reported.";
    return grace === 0
      ? "A report that was not made is in arrears as soon as its period is over."
      : `A report that was not made is in arrears ${durationInWords(grace)} after its period is over.`;
  },
  cure: noticeInWords,
  arbitrator: ({ arbitrator, cure }) => {
    if (cure === "irrevocable") return "Since no notice can be given, nobody rules on one.";
    if (arbitrator === "none") return "Nobody rules on a notice. You can answer it, and turn to the courts.";
    const { address, extraData, silence } = arbitrator;
    const told = extraData === "0x" ? "" : `, which is told ${extraData}`;
    return `Until the time to cure is over, you may contest a notice before the arbitrator ${address}${told}, by paying what it asks. Then the Licensor may end this licence only if the arbitrator rules within ${durationInWords(silence)} from then that it may be ended, and only after the time to cure, within ${durationInWords(noticeLapse)} after both. If the arbitrator rules otherwise, or is silent for that long, this licence goes on; another notice may be given for another reason.`;
  },
};

/** What one choice in the conditions says in the licence text, so that an editor can show it at once. */
export function conditionClause(field: ConditionsField, conditions: Conditions): string {
  return clauses[field](conditions);
}

const definitions =
  "A unit is one copy or one product with the Work or, where you sell and hand over none, one use of the Work. Your revenue is all that you are paid, and others for you, for goods and services in which you use the Work, before costs, without value added and sales taxes, and after refunds. What is paid under sublicences through the contracts is divided there and not reported.";

const due =
  "What is owed for a period is due when its report is. It may be paid with the report or later, in parts, and by anybody: what is not paid stays a debt. If a report was wrong, correct it through the contracts as soon as you know: what you then owe more is due at once, what you owe less counts towards what you will owe, and nothing is paid back. If the law makes you withhold tax from a payment, pay it to the authority and record the digest of its certificate through the contracts: the amount counts as paid.";

/** What is reported and owed, paragraph by paragraph. */
export function reportingBlocks(conditions: Conditions): (string | readonly string[])[] {
  const { tiers, minimum, cap, lifeCap, advance, period } = conditions;
  if (period === "none") return [conditionClause("period", conditions)];
  const blocks: (string | readonly string[])[] = [conditionClause("period", conditions), definitions];
  blocks.push(conditionClause("currency", conditions));
  if (!owesAnything(conditions)) return [...blocks, "Nothing is owed for what you report."];
  blocks.push(conditionClause("tiers", conditions));
  if (tiers.length > 1) blocks.push(tierLines(conditions));
  if (minimum !== 0n)
    blocks.push(`${conditionClause("minimum", conditions)} ${conditionClause("carriesOver", conditions)}`);
  if (cap !== "none") blocks.push(conditionClause("cap", conditions));
  if (lifeCap !== "none") blocks.push(conditionClause("lifeCap", conditions));
  if (advance !== 0n) blocks.push(conditionClause("advance", conditions));
  return [...blocks, due];
}
