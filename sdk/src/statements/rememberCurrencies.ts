import type { Currency } from "../chain/readCurrency.ts";
import type { CurrencyOf } from "./WriterOptions.ts";

type Words = Pick<Currency, "symbol" | "decimals">;

/** Asks for each currency once, and remembers in which order they appeared. */
export function rememberCurrencies(currencyOf: CurrencyOf) {
  const known = new Map<string, Words | undefined>();
  return {
    known: known as ReadonlyMap<string, Words | undefined>,
    /** Without a promise where the answer is known: a writer asks for every row. */
    get(address: string): Words | undefined | Promise<Words | undefined> {
      if (known.has(address)) return known.get(address);
      return currencyOf(address as `0x${string}`).then((words) => {
        known.set(address, words);
        return words;
      });
    },
  };
}
