import { type Address, getAddress, type Hex, isAddress, isHex, zeroAddress } from "viem";
import { mostTiers, type OnchainConditions, type Tier } from "../model/conditions.ts";
import { allShares, mostIncome, mostReported, mostTermsAmount, mostTermsSeconds } from "../model/constants.ts";
import { TermsError } from "../model/errors.ts";
import { isSameAddress } from "../model/ids.ts";
import { day } from "../model/time.ts";
import { onePercent } from "../model/units.ts";
import { visibleText } from "../model/words.ts";

/** A currency with what it called itself when the terms were written: the text of a licence says amounts in it. */
export type WrittenCurrency = { address: Address; symbol: string; decimals: number };

export const ether: WrittenCurrency = { address: zeroAddress, symbol: "ETH", decimals: 18 };

/** A period of reports: so many seconds, or so many calendar months; "none" if nothing is reported. */
export type ReportingPeriod = { seconds: number } | { months: number } | "none";

/** Who rules on a notice of breach that is contested (ERC-792, Kleros v2). */
export type Arbitrator = {
  address: Address;
  /** What the arbitrator wants to be told, such as a court and a number of jurors. */
  extraData: Hex;
  /** How long they may take, in seconds; then the licence goes on. */
  silence: number;
};

/** What is owed, reported and cured, as a person chooses it. Amounts are in the currency's smallest unit. */
export type Conditions = {
  currency: WrittenCurrency;
  /** 1 to 4, the first from 0: what is owed of revenue and for units, by what came before. */
  tiers: readonly Tier[];
  /** Whether tiers begin at a revenue, and not at a number of units. */
  byRevenue: boolean;
  /** Owed at least, for each period. */
  minimum: bigint;
  /** Whether what was owed above the minimum counts for later periods. */
  carriesOver: boolean;
  /** Whether the minimum is for each seat. */
  perSeat: boolean;
  /** Owed at most, for each period. */
  cap: bigint | "none";
  /** Owed at most, over the life of the licence. */
  lifeCap: bigint | "none";
  /** What the price paid of it: so much is kept back before anything is due. */
  advance: bigint;
  period: ReportingPeriod;
  /** How long after a period its report and payment are in time, in seconds. */
  grace: number;
  /** How long a licensee has to cure a breach after notice, in seconds, or "irrevocable". */
  cure: number | "irrevocable";
  arbitrator: "none" | Arbitrator;
};

/** A choice in the conditions. */
export type ConditionsField = keyof Conditions;

/** Reports for each quarter, nothing owed for them yet, and an end for a breach: what editors start from. */
export const baseConditions: Conditions = {
  currency: ether,
  tiers: [{ from: 0n, share: 0, perUnit: 0n }],
  byRevenue: false,
  minimum: 0n,
  carriesOver: false,
  perSeat: false,
  cap: "none",
  lifeCap: "none",
  advance: 0n,
  period: { months: 3 },
  grace: 30 * day,
  cure: 30 * day,
  arbitrator: "none",
};

/** Nothing reported and nothing owed: only that a licence can be ended for a breach, after 30 days to cure it. */
export const endsForBreach: Conditions = { ...baseConditions, period: "none", grace: 0 };

export function isWhole(value: number, from: number, to: number): boolean {
  return Number.isSafeInteger(value) && value >= from && value <= to;
}

export function checkShare(share: number): void {
  if (!isWhole(share, 0, allShares)) {
    throw new TermsError(`A share of ${share / onePercent} % is not possible. Choose from 0 to 100 %.`);
  }
}

/** The longest symbol that is written down, in characters. */
const longestSymbol = 13;

function normalCurrency({ address, symbol, decimals }: WrittenCurrency): WrittenCurrency {
  if (!isAddress(address, { strict: false })) {
    throw new TermsError(`“${address}” is not the address of a token. Choose a currency, or ETH.`);
  }
  if (isSameAddress(address, ether.address)) {
    if (symbol === ether.symbol && decimals === ether.decimals) return ether;
    throw new TermsError("The zero address is ETH, with 18 decimals. Write it so, or name a token.");
  }
  const readable = visibleText(symbol) === symbol && symbol.trim() === symbol && /^\S+(?: \S+)*$/u.test(symbol);
  if (!readable || [...symbol].length > longestSymbol) {
    throw new TermsError(
      `“${visibleText(symbol).slice(0, 40)}” can't be written as a token's symbol. Use 1 to ${longestSymbol} letters.`,
    );
  }
  if (symbol.toUpperCase() === ether.symbol) {
    throw new TermsError(`The token ${address} calls itself ETH, and is not. Choose ETH itself, or another token.`);
  }
  if (!isWhole(decimals, 0, 77)) throw new TermsError(`A token can't have ${decimals} decimals. Choose from 0 to 77.`);
  return { address: address.toLowerCase() as Address, symbol, decimals };
}

function checkAmount(what: string, amount: bigint, most: bigint): void {
  if (typeof amount === "bigint" && amount >= 0n && amount <= most) return;
  throw new TermsError(`The ${what} can't be ${amount}. Choose an amount from 0 to ${most}.`);
}

function normalTiers(tiers: readonly Tier[]): Tier[] {
  if (tiers.length === 0 || tiers.length > mostTiers) {
    throw new TermsError(
      `Royalties have 1 to ${mostTiers} tiers, and these ${tiers.length}. Add one, or leave some out.`,
    );
  }
  for (const [i, { from, share, perUnit }] of tiers.entries()) {
    checkShare(share);
    checkAmount("amount for each unit", perUnit, mostTermsAmount);
    checkAmount("beginning of a tier", from, mostReported);
    const before = tiers[i - 1];
    if (i === 0 ? from !== 0n : before !== undefined && from <= before.from) {
      throw new TermsError(
        i === 0
          ? `The first tier begins at ${from}. Let it begin at 0: what comes before would owe nothing by accident.`
          : `Tier ${i + 1} begins at ${from}, not above the one before it. Put the tiers in ascending order.`,
      );
    }
  }
  return tiers.map(({ from, share, perUnit }) => ({ from, share, perUnit }));
}

function checkSeconds(what: string, seconds: number, from: number): void {
  if (isWhole(seconds, from, mostTermsSeconds)) return;
  throw new TermsError(
    `${seconds} seconds is not possible as ${what}. Choose a whole number from ${from} to 136 years.`,
  );
}

function normalPeriod(period: ReportingPeriod): ReportingPeriod {
  if (period === "none") return period;
  if ("months" in period) {
    if (!isWhole(period.months, 1, 1_200)) {
      throw new TermsError(`A reporting period can't last ${period.months} months. Choose from 1 to 1,200.`);
    }
    return { months: period.months };
  }
  checkSeconds("a reporting period", period.seconds, 1);
  return { seconds: period.seconds };
}

function normalArbitrator(arbitrator: "none" | Arbitrator, cure: Conditions["cure"]): "none" | Arbitrator {
  if (arbitrator === "none") return arbitrator;
  const { address, extraData, silence } = arbitrator;
  if (!isAddress(address, { strict: false }) || isSameAddress(address, zeroAddress)) {
    throw new TermsError(`“${address}” is not the address of an arbitrator. Give its address, or name none.`);
  }
  if (!isHex(extraData, { strict: true }) || extraData.length % 2 !== 0 || extraData.length > 2_050) {
    throw new TermsError("What the arbitrator is told must be 0x and at most 1,024 bytes in hexadecimal digits.");
  }
  checkSeconds("the arbitrator's time", silence, 1);
  if (cure === "irrevocable") {
    throw new TermsError(
      "An arbitrator rules on notices of breach, but none can be given. Let the licence end for a breach, or name no arbitrator.",
    );
  }
  return { address: address.toLowerCase() as Address, extraData: extraData.toLowerCase() as Hex, silence };
}

/** Whether anything can come to be owed by reports. */
export function owesAnything({ tiers, minimum }: Pick<Conditions, "tiers" | "minimum">): boolean {
  return minimum !== 0n || tiers.some(({ share, perUnit }) => share !== 0 || perUnit !== 0n);
}

function checkTogether(conditions: Conditions): void {
  const { minimum, cap, lifeCap, advance, period, grace, cure, carriesOver, perSeat } = conditions;
  if (cap === 0n || lifeCap === 0n) {
    throw new TermsError("A maximum of 0 would mean that there is none. Choose an amount above 0, or no maximum.");
  }
  if (cap !== "none" && cap < minimum) {
    throw new TermsError("The maximum for a period is below the minimum. Raise one or lower the other.");
  }
  if (minimum === 0n && (carriesOver || perSeat)) {
    throw new TermsError(
      "There is no minimum that could carry over or be for each seat. Choose a minimum, or neither.",
    );
  }
  if (!owesAnything(conditions) && (cap !== "none" || lifeCap !== "none" || advance !== 0n)) {
    throw new TermsError(
      "There are maximums or an advance, but no royalty and no minimum that they could be for. Choose one, or remove them.",
    );
  }
  if (period !== "none") return;
  if (owesAnything(conditions) || grace !== 0) {
    throw new TermsError(
      "Money is asked for reports, or time for them, but nothing is reported. Choose a reporting period, or remove these.",
    );
  }
  if (cure === "irrevocable") {
    throw new TermsError(
      "The conditions ask nothing and let nothing end. Choose no conditions, a reporting period, or an end for a breach.",
    );
  }
}

/** The same conditions in one spelling; refused, with the way out, if the contract could not count with them. */
export function normalConditions(conditions: Conditions): Conditions {
  const { minimum, carriesOver, perSeat, cap, lifeCap, advance, grace, cure } = conditions;
  for (const [name, value] of Object.entries({ byRevenue: conditions.byRevenue, carriesOver, perSeat })) {
    if (typeof value !== "boolean") throw new TermsError(`“${name}” is either true or false, not “${value}”.`);
  }
  const tiers = normalTiers(conditions.tiers);
  checkAmount("minimum", minimum, mostTermsAmount);
  if (cap !== "none") checkAmount("maximum for a period", cap, mostTermsAmount);
  if (lifeCap !== "none") checkAmount("maximum in all", lifeCap, mostIncome);
  checkAmount("advance", advance, mostIncome);
  checkSeconds("the time for a report", grace, 0);
  if (cure !== "irrevocable") checkSeconds("a time to cure", cure, 1);
  const normal: Conditions = {
    currency: normalCurrency(conditions.currency),
    tiers,
    // With one tier there is nothing that it could begin at.
    byRevenue: tiers.length > 1 && conditions.byRevenue,
    minimum,
    carriesOver,
    perSeat,
    cap,
    lifeCap,
    advance,
    period: normalPeriod(conditions.period),
    grace,
    cure,
    arbitrator: normalArbitrator(conditions.arbitrator, cure),
  };
  checkTogether(normal);
  return normal;
}

/** What the Compliance contract is told of normal conditions. Where nothing is reported, no report is ever late. */
export function onchainConditionsOf(conditions: Conditions): OnchainConditions {
  const { currency, tiers, byRevenue, minimum, carriesOver, perSeat, cap, lifeCap, advance, cure } = conditions;
  const { period, arbitrator } = conditions;
  const none = { address: zeroAddress, extraData: "0x", silence: 0 } as const;
  const { address, extraData, silence } = arbitrator === "none" ? none : arbitrator;
  const [length, inMonths] =
    period === "none"
      ? [mostTermsSeconds, false]
      : "months" in period
        ? [period.months, true]
        : [period.seconds, false];
  return {
    currency: getAddress(currency.address),
    tiers,
    byRevenue,
    minimum,
    carriesOver,
    perSeat,
    cap: cap === "none" ? 0n : cap,
    lifeCap: lifeCap === "none" ? 0n : lifeCap,
    advance,
    period: length,
    inMonths,
    grace: period === "none" ? mostTermsSeconds : conditions.grace,
    cure: cure === "irrevocable" ? 0 : cure,
    arbitrator: getAddress(address),
    extraData,
    silence,
  };
}
