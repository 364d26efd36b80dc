import { refuse } from "../http/ApiError.ts";

/*
 * Where a page of a list ends, as the next one is asked for. Each place is the key of the last entry, so that what is
 * added or taken away meanwhile shifts nothing. Whoever asks gets it as a word of no meaning: what lists are sorted by
 * may change without anybody's program breaking.
 */

/** One part of a place: a number, or a key in hexadecimal digits. */
const partForm = /^(?:[0-9]{1,18}|0x[0-9a-f]{1,64})$/;

/** A place as it is told. */
export const placeOf = (...parts: readonly (string | number | bigint)[]): string =>
  Buffer.from(parts.join(".")).toString("base64url");

/**
 * The parts of a place that somebody gave; undefined for the beginning.
 *
 * @param count How many parts places of this list have.
 * @throws ApiError if it is none of this list's.
 */
export function partsOf(after: string | undefined, count: number): string[] | undefined {
  if (after === undefined) return undefined;
  const parts = Buffer.from(after, "base64url").toString("latin1").split(".");
  if (parts.length === count && parts.every((part) => partForm.test(part))) return parts;
  throw refuse("after", after, "give what the page before this one gave as “next”, unchanged.");
}

/** A page of rows that were asked for with one more than it may hold. */
export function pageOfRows<Row>(rows: readonly Row[], limit: number, place: (last: Row) => string) {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? place(last) : null };
}
