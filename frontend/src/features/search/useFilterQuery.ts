import { type Address, isAddress, zeroAddress } from "viem";
import { useCurrency } from "../../lib/currency/useCurrency.ts";
import { type FilterQuery, filterQuery } from "./filterQuery.ts";
import type { SearchFilter } from "./SearchFilter.ts";

/** What to ask the index for, with prices in the smallest unit of their currency. */
export function useFilterQuery(filter: SearchFilter): FilterQuery {
  const chosen = isAddress(filter.currency) ? (filter.currency as Address) : undefined;
  const state = useCurrency(chosen ?? zeroAddress);
  const decimals = chosen && state.status === "known" ? state.currency.decimals : undefined;
  return filterQuery(filter, { decimals });
}
