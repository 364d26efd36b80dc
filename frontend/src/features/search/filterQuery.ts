import { categories, territories, uses } from "@colophon/sdk";
import { parseAmount } from "../../components/parseAmount.ts";
import { parseAddress } from "../../lib/forms/parseAddress.ts";
import { readDay } from "../../lib/time/readDay.ts";
import type { SearchFilter } from "./SearchFilter.ts";

export type FilterErrors = Partial<Record<keyof SearchFilter, string>>;

export type FilterQuery = { query: string; errors: FilterErrors };

export type FilterQueryOptions = {
  /** Of the chosen currency; undefined while it is not known. */
  decimals: number | undefined;
};

/**
 * What to ask the index's list of works for. A part that cannot be understood is left out and named in `errors`, so
 * that nobody takes the answer for one to what they typed.
 */
export function filterQuery(filter: SearchFilter, { decimals }: FilterQueryOptions): FilterQuery {
  const query = new URLSearchParams();
  const errors: FilterErrors = {};
  const q = filter.q.trim();
  if (q) query.set("q", q);
  const choose = (name: "category" | "use" | "territory", known: readonly string[]) => {
    if (!filter[name]) return;
    if (known.includes(filter[name])) query.set(name, filter[name]);
    else errors[name] = `There is no ${name} “${filter[name].slice(0, 40)}”. Choose one from the list.`;
  };
  choose(
    "category",
    categories.map(({ id }) => id),
  );
  choose(
    "use",
    uses.map(({ id }) => id),
  );
  choose(
    "territory",
    territories.map(({ code }) => code),
  );
  if (filter.currency) query.set("currency", filter.currency);
  if (filter.max.trim()) {
    if (!filter.currency) errors.max = "Choose the currency of the price first.";
    else if (decimals === undefined)
      errors.max = "The decimals of this currency are not known, so no price can be asked for.";
    else {
      const parsed = parseAmount(filter.max, decimals);
      if (parsed.ok) query.set("maxPrice", parsed.amount.toString());
      else errors.max = parsed.error;
    }
  }
  if (filter.available) query.set("available", "true");
  if (filter.by.trim()) {
    const parsed = parseAddress(filter.by);
    if (parsed.ok) query.set("claimant", parsed.address);
    else errors.by = parsed.error;
  }
  const from = readDay(filter.from);
  const until = readDay(filter.until);
  if (!from.ok) errors.from = from.error;
  else if (from.seconds !== undefined) query.set("from", String(from.seconds));
  if (!until.ok) errors.until = until.error;
  else if (until.seconds !== undefined) {
    // The last day counts in full; the index takes a moment that does not.
    if (from.ok && from.seconds !== undefined && until.seconds < from.seconds) {
      errors.until = "The last day is before the first. Choose a later one.";
    } else query.set("to", String(until.seconds + 86_400));
  }
  if (filter.sort === "oldest") query.set("sort", "oldest");
  return { query: query.toString(), errors };
}
