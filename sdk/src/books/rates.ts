import { type Address, formatUnits, getAddress, isAddress, zeroAddress } from "viem";
import { parseCsv } from "../core/csv.ts";
import { parseUtcDay } from "../model/time.ts";
import { StatementError } from "./statement.ts";

export type ExchangeRate = {
  /** Such as "2026-12-31". */
  date: string;
  /** What one whole unit of the currency was worth, as it stood in the file. */
  rate: string;
  source: string;
};

/** Rates of exchange that somebody brought: into which money, and for each currency day by day. */
export type ExchangeRates = { into: string; of: ReadonlyMap<string, readonly ExchangeRate[]> };

/** How many days old a rate may be: over a long weekend there may be none. */
const mostDaysOld = 7;

const day = 86_400;

/**
 * A table of exchange rates: CSV with the columns `date` (2026-12-31), `currency` (ETH, or a token's address), `rate`
 * (what one whole unit of it is worth, with a decimal point) and `source`.
 *
 * @param into What the rates are in: a currency's code in ISO 4217, such as "EUR".
 * @throws {StatementError} that names the row and what is wrong with it. A token's own name is refused: anybody can make
 * another with the same.
 */
export function parseRates(text: string, into: string): ExchangeRates {
  if (!/^[A-Z]{3}$/.test(into)) {
    throw new StatementError(
      `“${into}” is not the code of a currency. Give three capital letters, such as EUR or USD.`,
    );
  }
  const of = new Map<string, ExchangeRate[]>();
  for (const [i, { date, currency, rate, source }] of parseCsv(text, [
    "date",
    "currency",
    "rate",
    "source",
  ]).entries()) {
    const row = `Row ${i + 2} of the exchange rates`;
    if (parseUtcDay(date) === undefined) {
      throw new StatementError(`${row}: “${date}” is no day. Write it as 2026-12-31.`);
    }
    if (!/^\d{1,20}(\.\d{1,20})?$/.test(rate) || Number(rate) === 0) {
      throw new StatementError(`${row}: “${rate}” is no rate. Write a number with a decimal point, such as 3120.55.`);
    }
    if (currency.toUpperCase() !== "ETH" && !isAddress(currency, { strict: false })) {
      throw new StatementError(
        `${row}: “${currency}” is no currency. Write ETH, or the address of a token: anybody can make another with the same name.`,
      );
    }
    if (source === "") throw new StatementError(`${row} has no source. Say where the rate is from.`);
    const key = currency.toUpperCase() === "ETH" ? zeroAddress : currency.toLowerCase();
    const list = of.get(key) ?? [];
    if (list.some((known) => known.date === date)) {
      throw new StatementError(`${row}: there is a rate of ${currency} on ${date} already. Leave one of them.`);
    }
    list.push({ date, rate, source });
    of.set(key, list);
  }
  for (const list of of.values()) list.sort((a, b) => (a.date < b.date ? -1 : 1));
  return { into, of };
}

/** The rate of a currency on a day, or the last one before it that is not too old; undefined if there is none. */
export function rateOn({ of }: ExchangeRates, currency: Address, date: string): ExchangeRate | undefined {
  const found = of.get(getAddress(currency).toLowerCase())?.findLast((rate) => rate.date <= date);
  if (found === undefined) return undefined;
  const age = ((parseUtcDay(date) ?? 0) - (parseUtcDay(found.date) ?? 0)) / day;
  return age <= mostDaysOld ? found : undefined;
}

/** How many decimals a money has: 2 for most, 0 for yen. */
export function decimalsOf(into: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency: into }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** An amount of money in its smallest unit, with all its decimals: "1050.00". */
export function moneyText(amount: bigint, into: string): string {
  const decimals = decimalsOf(into);
  const [whole, fraction = ""] = formatUnits(amount, decimals).split(".");
  return decimals === 0 ? String(whole) : `${whole}.${fraction.padEnd(decimals, "0")}`;
}

/**
 * An amount in another money, in its smallest unit: exactly amount x rate, rounded half away from zero once.
 *
 * @param decimals Of the currency that the amount is in.
 */
export function converted(amount: bigint, decimals: number, rate: string, into: string): bigint {
  const [whole = "0", fraction = ""] = rate.split(".");
  const top = amount * BigInt(whole + fraction) * 10n ** BigInt(decimalsOf(into));
  const bottom = 10n ** BigInt(decimals + fraction.length);
  const size = top < 0n ? -top : top;
  const rounded = (size * 2n + bottom) / (bottom * 2n);
  return top < 0n ? -rounded : rounded;
}
