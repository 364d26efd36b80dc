import { categories, type PastedPlace } from "@colophon/sdk";
import type { QuestionOf, routes } from "@colophon/sdk/index-api";
import { territories, uses } from "@colophon/sdk/terms";
import { type Address, isAddress, zeroAddress } from "viem";
import { useActiveChain } from "../../lib/chain.ts";
import { useCurrency } from "../../lib/currency.ts";
import { parseAddress, parseAmount } from "../../lib/parse.ts";
import { parseDays } from "../../lib/typedTime.ts";

/** What a search asks for, as it stands in the page's address and in its form. Empty means anything. */
export type SearchFilter = {
  q: string;
  category: string;
  use: string;
  territory: string;
  /** An address; the zero address for the chain's coin. */
  currency: string;
  /** In the currency's whole units, as typed. */
  max: string;
  /** "yes" for works with an open offer. */
  available: string;
  /** Who claimed it. */
  by: string;
  /** Days of registration in UTC, as 2026-03-12. */
  from: string;
  until: string;
  sort: string;
};

const filterNames = [
  "q",
  "category",
  "use",
  "territory",
  "currency",
  "max",
  "available",
  "by",
  "from",
  "until",
  "sort",
] as const;

/** The search that an address stands for. */
export function parseFilter(search: URLSearchParams): SearchFilter {
  return Object.fromEntries(filterNames.map((name) => [name, search.get(name) ?? ""])) as SearchFilter;
}

/** What to ask the index for, with prices in the smallest unit of their currency. */
export function useFilterQuery(filter: SearchFilter): FilterQuery {
  const { deployment } = useActiveChain();
  const chosen = isAddress(filter.currency) ? (filter.currency as Address) : undefined;
  const state = useCurrency(chosen ?? zeroAddress);
  const decimals = chosen && state.status === "known" ? state.currency.decimals : undefined;
  return filterQuery(filter, { decimals, place: deployment });
}

export type FilterErrors = Partial<Record<keyof SearchFilter, string>>;

/** What a list of works of the index is asked for. */
export type WorksQuestion = Omit<QuestionOf<typeof routes.works>, "after" | "limit">;

type FilterQuery = { question: WorksQuestion; errors: FilterErrors };

type FilterQueryOptions = {
  /** Of the chosen currency; undefined while it is not known. */
  decimals: number | undefined;
  /** The chain that is searched. */
  place?: PastedPlace;
};

/**
 * What to ask the index's list of works for. A part that cannot be understood is left out and named in `errors`, so
 * that nobody takes the answer for one to what they typed.
 */
export function filterQuery(filter: SearchFilter, { decimals, place }: FilterQueryOptions): FilterQuery {
  const errors: FilterErrors = {};
  const chosen = <Code extends string>(name: "category" | "use" | "territory", known: readonly Code[]) => {
    const found = known.find((code) => code === filter[name]);
    if (filter[name] && !found) {
      errors[name] = `There is no ${name} “${filter[name].slice(0, 40)}”. Choose one from the list.`;
    }
    return found;
  };
  const question: WorksQuestion = {
    q: filter.q.trim() || undefined,
    category: chosen(
      "category",
      categories.map(({ id }) => id),
    ),
    use: chosen(
      "use",
      uses.map(({ id }) => id),
    ),
    territory: chosen(
      "territory",
      territories.map(({ code }) => code),
    ),
    currency: filter.currency || undefined,
  };
  if (filter.max.trim()) {
    if (!filter.currency) errors.max = "Choose the currency of the price first.";
    else if (decimals === undefined)
      errors.max = "The decimals of this currency are not known, so no price can be asked for.";
    else {
      const parsed = parseAmount(filter.max, decimals);
      if (parsed.ok) question.maxPrice = parsed.amount.toString();
      else errors.max = parsed.error;
    }
  }
  if (filter.available) question.available = true;
  if (filter.by.trim()) {
    const parsed = parseAddress(filter.by, [], place);
    if (parsed.ok) question.claimant = parsed.address;
    else errors.by = parsed.error;
  }
  const days = parseDays(filter.from, filter.until);
  if (!days.ok) Object.assign(errors, days.errors);
  else {
    if (days.days.from !== undefined) question.from = days.days.from;
    if (days.days.until !== undefined) question.to = days.days.until;
  }
  if (filter.sort === "oldest") question.sort = "oldest";
  return { question, errors };
}
