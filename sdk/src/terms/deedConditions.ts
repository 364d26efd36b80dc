import { formatUnits } from "viem";
import { noticeLapse } from "../model/constants.ts";
import { isSameAddress } from "../model/ids.ts";
import { percentOfShare } from "../model/units.ts";
import { type Conditions, type ConditionsField, ether, owesAnything, type WrittenCurrency } from "./conditions.ts";
import type { LicenceWords } from "./words/english.ts";
import { type LicenceLanguage, licenceWords } from "./words/languages.ts";

function moneyIn({ decimal, number, money }: LicenceWords, amount: bigint, currency: WrittenCurrency): string {
  const written = `${decimal(formatUnits(amount, currency.decimals))} ${currency.symbol}`;
  return isSameAddress(currency.address, ether.address) ? written : `${written} (${money.smallest(number(amount))})`;
}

/** An amount as a licence text writes it: in the currency's own words, and for a token in its smallest unit too. */
export function moneyInWords(amount: bigint, currency: WrittenCurrency, language: LicenceLanguage = "en"): string {
  return moneyIn(licenceWords(language), amount, currency);
}

/** What one tier owes, such as "10 % of the revenue and 0.5 ETH for each unit". */
function rateOf(words: LicenceWords, { share, perUnit }: Conditions["tiers"][number], currency: WrittenCurrency) {
  const { money, decimal } = words;
  const parts = [
    ...(share === 0 ? [] : [money.ofRevenue(decimal(percentOfShare(share)))]),
    ...(perUnit === 0n ? [] : [money.perUnit(moneyIn(words, perUnit, currency))]),
  ];
  return parts.length === 0 ? money.rateOfNothing : parts.join(money.both);
}

/** Each tier as a line of a list. */
export function tierLines(conditions: Conditions, language: LicenceLanguage = "en"): string[] {
  const words = licenceWords(language);
  const { tiers, byRevenue, currency } = conditions;
  const { money } = words;
  const bound = (from: bigint) => (byRevenue ? moneyIn(words, from, currency) : money.units(words.number(from)));
  return tiers.map((tier, i) => {
    const next = tiers[i + 1];
    const range = () => {
      if (tier.from === 0n) return next ? money.upTo(bound(next.from)) : money.always;
      return next ? money.between(bound(tier.from), bound(next.from)) : money.above(bound(tier.from));
    };
    return `${range()}: ${rateOf(words, tier, currency)}`;
  });
}

const clauses: { [Field in ConditionsField]: (conditions: Conditions, words: LicenceWords) => string } = {
  currency: ({ currency, period }, { money }) => {
    if (period === "none") return money.noCurrency;
    const { address, symbol, decimals } = currency;
    const own = isSameAddress(address, ether.address) ? money.ether : money.named(symbol, address, decimals);
    return money.currency(own);
  },
  tiers: ({ tiers, byRevenue, currency }, words) => {
    const { money } = words;
    if (tiers.length > 1) return byRevenue ? money.byRevenue : money.byUnits;
    const [only] = tiers;
    const owes = only !== undefined && (only.share !== 0 || only.perUnit !== 0n);
    return owes ? money.owes(rateOf(words, only, currency)) : money.noRoyalty;
  },
  byRevenue: ({ tiers, byRevenue }, { money }) => {
    if (tiers.length < 2) return money.oneTier;
    return byRevenue ? money.byRevenue : money.byUnits;
  },
  minimum: ({ minimum, currency, perSeat, period }, words) => {
    if (minimum === 0n) return words.money.noMinimum;
    const least = words.money.minimum(moneyIn(words, minimum, currency), perSeat);
    return period === "none" ? least : `${least} ${words.money.minimumPart}`;
  },
  carriesOver: ({ carriesOver }, { money }) => (carriesOver ? money.carriesOver : money.byItself),
  perSeat: ({ perSeat, minimum }, { money }) => {
    if (minimum === 0n) return money.noSeatMinimum;
    return perSeat ? money.seatMinimum : money.licenceMinimum;
  },
  cap: ({ cap, currency }, words) =>
    cap === "none" ? words.money.noCap : words.money.cap(moneyIn(words, cap, currency)),
  lifeCap: ({ lifeCap, currency }, words) =>
    lifeCap === "none" ? words.money.noLifeCap : words.money.lifeCap(moneyIn(words, lifeCap, currency)),
  advance: ({ advance, currency }, words) =>
    advance === 0n ? words.money.noAdvance : words.money.advance(moneyIn(words, advance, currency)),
  period: ({ period, grace }, words) => {
    if (period === "none") return words.money.nothing;
    const length = "months" in period ? words.months(period.months) : words.durationOf(period.seconds);
    return words.money.period(length, grace === 0 ? words.money.atOnce : words.money.within(words.durationOf(grace)));
  },
  grace: ({ period, grace }, words) => {
    if (period === "none") return words.money.neverLate;
    return grace === 0 ? words.money.lateAtOnce : words.money.late(words.durationOf(grace));
  },
  cure: ({ cure, arbitrator }, words) => {
    if (cure === "irrevocable") return words.ending.irrevocable;
    return words.ending.plain(words.durationOf(cure), words.durationOf(noticeLapse), arbitrator !== "none");
  },
  arbitrator: ({ arbitrator, cure }, words) => {
    if (cure === "irrevocable") return words.ending.noRuling;
    if (arbitrator === "none") return words.ending.noArbitrator;
    const { address, extraData, silence } = arbitrator;
    const told = extraData === "0x" ? "" : extraData;
    return words.ending.arbitrator(address, told, words.durationOf(silence), words.durationOf(noticeLapse));
  },
};

/** What one choice in the conditions says in the licence text, so that an editor can show it at once. */
export function conditionClause(
  field: ConditionsField,
  conditions: Conditions,
  language: LicenceLanguage = "en",
): string {
  return clauses[field](conditions, licenceWords(language));
}

/** What is reported and owed, paragraph by paragraph. */
export function reportingBlocks(
  conditions: Conditions,
  language: LicenceLanguage = "en",
): (string | readonly string[])[] {
  const { money } = licenceWords(language);
  const { tiers, minimum, cap, lifeCap, advance, period } = conditions;
  const clause = (field: ConditionsField) => conditionClause(field, conditions, language);
  if (period === "none") return [clause("period")];
  const blocks: (string | readonly string[])[] = [clause("period"), money.definitions, clause("currency")];
  if (!owesAnything(conditions)) return [...blocks, money.nothingOwed];
  blocks.push(clause("tiers"));
  if (tiers.length > 1) blocks.push(tierLines(conditions, language));
  if (minimum !== 0n) blocks.push(`${clause("minimum")} ${clause("carriesOver")}`);
  if (cap !== "none") blocks.push(clause("cap"));
  if (lifeCap !== "none") blocks.push(clause("lifeCap"));
  if (advance !== 0n) blocks.push(clause("advance"));
  return [...blocks, money.due];
}
