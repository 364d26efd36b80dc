import type { SearchFilter } from "./SearchFilter.ts";

const names = [
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
export function readFilter(search: URLSearchParams): SearchFilter {
  return Object.fromEntries(names.map((name) => [name, search.get(name) ?? ""])) as SearchFilter;
}
