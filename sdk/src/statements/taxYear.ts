import type { Address } from "viem";
import type { StatementQuery } from "./Statement.ts";
import { StatementError } from "./StatementError.ts";

export type TaxYearParameters = {
  /** Whose income and payments are meant. */
  account: Address;
  /** A calendar year, or the year in which a fiscal year begins. */
  year: number;
  /** Month and day on which the fiscal year begins, "04-06" for example; "01-01" if missing. */
  begins?: string | undefined;
  currency?: Address | undefined;
};

/**
 * What a statement of a year asks: all income of an account and all its payments, from the first second of the year's
 * first day in UTC until the same day a year later.
 *
 * @throws {StatementError} if there is no such year or day.
 */
export function taxYear({ account, year, begins = "01-01", currency }: TaxYearParameters): StatementQuery {
  if (!Number.isInteger(year) || year < 2015 || year > 9998) {
    throw new StatementError(`${year} is not a year of Ethereum. Give one from 2015 on, with four digits.`);
  }
  const at = (of: number): number => {
    const date = new Date(`${of}-${begins}T00:00:00Z`);
    // The 29th of February only begins a fiscal year in leap years, which no tax law does.
    if (!/^\d\d-\d\d$/.test(begins) || Number.isNaN(date.getTime()) || date.toISOString().slice(5, 10) !== begins) {
      throw new StatementError(`A year can't begin on “${begins}” in ${of}. Give month and day, such as 04-06.`);
    }
    return date.getTime() / 1000;
  };
  return { holder: account, payer: account, currency, from: at(year), until: at(year + 1) };
}
