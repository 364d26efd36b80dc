import { positionAt } from "../position.ts";
import { findFrequencies, type WordQuery } from "../search/wordQuery.ts";
import { Conditions, type Round, type Sql, walk } from "../sql.ts";
import { openOffer } from "./offers.ts";
import { type AskedUse, termsCover } from "./terms.ts";

/** What a list of works is asked for; addresses in small letters, times in seconds since 1970. */
type WorksQuery = Pick<AskedUse, "use" | "purpose" | "territory"> & {
  words?: WordQuery | undefined;
  /** As the Works contract numbers them. */
  category?: number | undefined;
  claimant?: string | undefined;
  controller?: string | undefined;
  /** Of royalty units, taken or not yet. */
  holder?: string | undefined;
  /** Registered from then on, and before then. */
  from?: number | undefined;
  until?: number | undefined;
  /** Of an offer that can be bought now, as its use, purpose and territory. */
  currency?: string | undefined;
  maxPrice?: string | undefined;
  available?: boolean | undefined;
  oldestFirst?: boolean | undefined;
  after?: string | undefined;
  limit: number;
  now: number;
};

type Found = { id: string; position: string };

/**
 * Up to so many works are looked up by their words; if there may be more, the list is walked along. Looking up costs as
 * much as there are works with the word, walking as much as there are works between two of them: both cost the same at
 * the square root of all, times what a random read costs more than the next row.
 */
const lookedUp = (works: number) => Math.max(1000, Math.sqrt(10 * works));

/** Lists of works that words are looked up in may be as long as this where several words are asked for. */
const intersected = 100_000;

/** How many works a round that looked words up hands on to the other conditions. */
const handedOn = 2000;

/** So many works of a holder are found by name; of a holder of more, the list is walked along. */
const held = 5000;

/**
 * A page of works, by numbers. The way to them depends on what is rare: a word, an account; else the list is walked along,
 * within a bound.
 */
export async function findWorkIds(sql: Sql, query: WorksQuery): Promise<{ ids: string[]; next: string | null }> {
  const { words, holder, limit, after } = query;
  const bounds = {
    from: query.from === undefined ? undefined : await positionAt(sql, query.from),
    until: query.until === undefined ? undefined : await positionAt(sql, query.until),
  };
  const of = { sql, query, bounds };
  const own = holder ? await worksOfHolder(sql, holder) : undefined;
  const rare = words !== undefined && (await isRare(sql, words));
  const look = own
    ? (place: string | undefined, most: number, wanted: number) => lookAmong(of, own, place, most, wanted)
    : rare && !query.claimant && !query.controller
      ? (place: string | undefined, _: number, wanted: number) => lookUpWords(of, place, wanted)
      : (place: string | undefined, most: number, wanted: number) => walkAlong(of, place, most, wanted);
  const { rows, next } = await walk<Found>({ limit, after, look });
  return { ids: rows.map(({ id }) => id), next };
}

/** Whether few works have all words, and the rarest is rare enough to be looked up: as if words came independently. */
async function isRare(sql: Sql, { words, prefix }: NonNullable<WorksQuery["words"]>): Promise<boolean> {
  const frequencies = await findFrequencies(sql, "words");
  const parts = words.map((spellings) => {
    const part = spellings.reduce((sum, spelling) => sum + (frequencies.of(spelling) ?? 0), 0);
    return part + (prefix !== undefined && spellings[0] === prefix ? frequencies.beginning(prefix) : 0);
  });
  const expected = parts.reduce((product, part) => product * part, frequencies.works);
  return expected <= lookedUp(frequencies.works) && Math.min(...parts) * frequencies.works <= intersected;
}

type Search = {
  sql: Sql;
  query: WorksQuery;
  /** Positions that the period of the question begins and ends at. */
  bounds: { from: string | undefined; until: string | undefined };
};

/** Adds where a round looks: behind a place, in the order of the list, and within the period. */
function addPlace(conditions: Conditions, column: string, { query, bounds }: Search, place: string | undefined): void {
  if (place !== undefined) conditions.add(`${column} ${query.oldestFirst ? ">" : "<"} ?::bigint`, place);
  if (bounds.from !== undefined) conditions.add(`${column} >= ?::bigint`, bounds.from);
  if (bounds.until !== undefined) conditions.add(`${column} < ?::bigint`, bounds.until);
}

const orderOf = ({ query }: Search) => (query.oldestFirst ? "ASC" : "DESC");

/** Those of a few works that match. */
async function filter(search: Search, ids: readonly string[], wanted: number): Promise<Found[]> {
  const conditions = new Conditions().add("w.id = ANY(?::text[])", ids);
  workConditions(conditions, search.query);
  const { words } = search.query;
  if (words) {
    conditions.add(
      `EXISTS (SELECT FROM searchable AS s WHERE s.work = w.id AND s.position = w.position AND s.words @@ ?::tsquery)`,
      words.text,
    );
  }
  const rows = await search.sql.query<Found>(
    `SELECT w.id, w.position FROM work AS w WHERE ${conditions.text} ORDER BY w.position ${orderOf(search)} LIMIT ${wanted}`,
    conditions.values,
  );
  return rows.map(({ id, position }) => ({ id, position: String(position) }));
}

/** Looks rare words up, and hands the works on to the other conditions. */
async function lookUpWords(search: Search, place: string | undefined, wanted: number): Promise<Round<Found>> {
  const { sql, query } = search;
  const conditions = new Conditions().add("s.words @@ ?::tsquery", String(query.words?.text));
  addPlace(conditions, "s.position", search, place);
  if (query.category !== undefined) conditions.add("s.category = ?::int", query.category);
  // The sum keeps the database from walking along the positions, which would be slow for words that are rare.
  const rows = await sql.query<{ work: string; position: string }>(
    `SELECT s.work, s.position FROM searchable AS s WHERE ${conditions.text}
      ORDER BY (s.position + 0) ${orderOf(search)} LIMIT ${isFiltered(query) ? handedOn : wanted + 8}`,
    conditions.values,
  );
  const found = await filter(
    search,
    rows.map(({ work }) => work),
    wanted,
  );
  const complete = rows.length < (isFiltered(query) ? handedOn : wanted + 8);
  return { rows: found, last: complete ? undefined : String(rows.at(-1)?.position) };
}

/** Whether anything is asked that the table of words does not tell. */
const isFiltered = ({ holder, use, purpose, territory, currency, maxPrice, available }: WorksQuery) =>
  Boolean(holder || use || purpose || territory || currency || available) || maxPrice !== undefined;

/** Walks along the list of all works, of an account's, of a category's or of those that can be searched. */
async function walkAlong(
  search: Search,
  place: string | undefined,
  most: number,
  wanted: number,
): Promise<Round<Found>> {
  const { sql, query } = search;
  const { words, claimant, controller, category } = query;
  const byWords = words !== undefined && !claimant && !controller;
  const table = byWords ? "searchable AS s" : "work AS w";
  const column = byWords ? "s.position" : "w.position";
  const along = new Conditions();
  if (claimant) along.add("w.claimant = ?", claimant);
  else if (controller) along.add("w.controller = ?", controller);
  else if (category !== undefined) along.add(`${byWords ? "s" : "w"}.category = ?::int`, category);
  addPlace(along, column, search, place);
  const order = orderOf(search);
  const [end] = await sql.query<{ position: string }>(
    `SELECT ${column} AS position FROM ${table} WHERE ${along.text} ORDER BY ${column} ${order} OFFSET ${most - 1} LIMIT 1`,
    along.values,
  );

  if (end) along.add(`${column} ${query.oldestFirst ? "<=" : ">="} ?::bigint`, end.position);
  workConditions(along, query);
  // As IS TRUE, so that the words are only compared on the way and not looked up.
  if (words) along.add("(s.words @@ ?::tsquery) IS TRUE", words.text);
  const tables = byWords
    ? "searchable AS s JOIN work AS w ON w.id = s.work AND w.position = s.position"
    : `work AS w ${words ? "JOIN searchable AS s ON s.work = w.id AND s.position = w.position" : ""}`;
  const rows = await sql.query<Found>(
    `SELECT w.id, ${column} AS position FROM ${tables} WHERE ${along.text} ORDER BY ${column} ${order} LIMIT ${wanted}`,
    along.values,
  );
  return {
    rows: rows.map(({ id, position }) => ({ id, position: String(position) })),
    last: end ? String(end.position) : undefined,
  };
}

/** Works of which somebody holds units, taken or still to take, in no order; undefined if there are too many to name. */
async function worksOfHolder(sql: Sql, holder: string): Promise<Found[] | undefined> {
  const rows = await sql.query<Found>(
    `SELECT w.id, w.position FROM holding AS h JOIN work AS w ON w.id = h.work WHERE h.holder = $1 AND h.balance > 0
      UNION SELECT w.id, w.position FROM work AS w WHERE w.claimant = $1 AND w.holders_root IS NULL
      LIMIT ${held + 1}`,
    [holder],
  );
  return rows.length > held ? undefined : rows.map(({ id, position }) => ({ id, position: String(position) }));
}

/** Looks among a few works. */
async function lookAmong(
  search: Search,
  own: readonly Found[],
  place: string | undefined,
  most: number,
  wanted: number,
): Promise<Round<Found>> {
  const { query, bounds } = search;
  const sign = query.oldestFirst ? 1 : -1;
  const ordered = own
    .filter(({ position }) => place === undefined || sign * (Number(position) - Number(place)) > 0)
    .filter(({ position }) => bounds.from === undefined || Number(position) >= Number(bounds.from))
    .filter(({ position }) => bounds.until === undefined || Number(position) < Number(bounds.until))
    .sort((one, other) => sign * (Number(one.position) - Number(other.position)));
  const part = ordered.slice(0, most);
  const rows = await filter(
    search,
    part.map(({ id }) => id),
    wanted,
  );
  return { rows, last: ordered.length > most ? part.at(-1)?.position : undefined };
}

/** Adds what a work `w` must be, apart from words and places in the list. */
function workConditions(conditions: Conditions, query: WorksQuery): void {
  const { category, claimant, controller, holder, currency, maxPrice, available, now } = query;
  const { use, purpose, territory } = query;
  if (category !== undefined) conditions.add("w.category = ?::int", category);
  if (claimant) conditions.add("w.claimant = ?", claimant);
  if (controller) conditions.add("w.controller = ?", controller);
  if (holder) {
    conditions.add(
      `(EXISTS (SELECT FROM holding AS h WHERE h.work = w.id AND h.holder = ? AND h.balance > 0)
        OR (w.claimant = ? AND w.holders_root IS NULL
          AND NOT EXISTS (SELECT FROM unit_taking AS u WHERE u.work = w.id AND u.holder = ?)))`,
      holder,
      holder,
      holder,
    );
  }
  const scoped = use !== undefined || purpose !== undefined || territory !== undefined;
  if (!available && !scoped && !currency && maxPrice === undefined) return;
  const offer = [openOffer(`${conditions.value(now)}::bigint`), "o.buyer IS NULL"];
  if (currency) offer.push(`o.currency = ${conditions.value(currency)}`);
  if (maxPrice !== undefined) offer.push(`o.price <= ${conditions.value(maxPrice)}::numeric`);
  if (scoped) offer.push(termsCover({ use, purpose, territory }));
  conditions.add(
    `EXISTS (SELECT FROM offer AS o LEFT JOIN licence AS p ON p.id = o.parent
      ${scoped ? "JOIN terms AS t ON t.id = o.terms" : ""} WHERE o.work = w.id AND ${offer.join(" AND ")})`,
  );
}
