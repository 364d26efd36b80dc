import type { Address } from "viem";
import type { Currency } from "../chain/readCurrency.ts";

/** What a currency calls itself and how many decimals it has; undefined if it does not say. Asked once for each. */
export type CurrencyOf = (currency: Address) => Promise<Pick<Currency, "symbol" | "decimals"> | undefined>;
