import { type Address, getAddress } from "viem";
import { partsOf, placeOf } from "./query/place.ts";

export type SqlValue = string | number | bigint | boolean | null | readonly (string | number)[];

/** A database that answers SQL with $1, $2 ... PostgreSQL and PGlite alike: numeric and bigint come as text. */
export type Sql = {
  query<Row extends Record<string, unknown>>(text: string, values?: readonly SqlValue[]): Promise<Row[]>;
};

/** Conditions of a statement and their values: a value never becomes part of the text. */
export class Conditions {
  readonly values: SqlValue[] = [];
  readonly #texts: string[] = [];

  /** The placeholder for a value, such as $3. */
  value(value: SqlValue): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** Adds a condition; with `?` where the values go. */
  add(text: string, ...values: SqlValue[]): this {
    let next = 0;
    this.#texts.push(text.replaceAll("?", () => this.value(values[next++] as SqlValue)));
    return this;
  }

  get text(): string {
    return this.#texts.join(" AND ") || "TRUE";
  }
}

/** For how long entries are looked through that do not match, in milliseconds; then the page is given as it is. */
const patience = 60;

/** The first round looks through as many entries; later ones through more. */
const rounds = { first: 1000, most: 4000 };

/** One round of a walk: what matched, and the last place that was looked at; undefined at the end of everything. */
export type Round<Row> = { rows: Row[]; last: string | undefined };

type WalkParameters<Row extends { position: unknown }> = {
  limit: number;
  after: string | undefined;
  /** Looks through `most` entries behind a place for up to `wanted` that match, in order. */
  look(after: string | undefined, most: number, wanted: number): Promise<Round<Row>>;
};

/**
 * A page of entries that match, found by looking through a list in its order, within a bound on time: a page may be
 * short, and then says where the next one begins.
 */
export async function walk<Row extends { position: unknown }>({ limit, after, look }: WalkParameters<Row>) {
  const rows: Row[] = [];
  const until = performance.now() + patience;
  let place = partsOf(after, 1)?.[0];
  for (let most = rounds.first; ; most = Math.min(rounds.most, most * 2)) {
    const wanted = limit + 1 - rows.length;
    const round = await look(place, most, wanted);
    rows.push(...round.rows);
    if (rows.length > limit) return { rows: rows.slice(0, limit), next: placeOf(String(rows[limit - 1]?.position)) };
    if (round.last === undefined) return { rows, next: null };
    place = round.last;
    if (performance.now() > until) return { rows, next: placeOf(place) };
  }
}

/** An address of the database with its checksum. */
export const addressOf = (text: unknown): Address => getAddress(String(text));
