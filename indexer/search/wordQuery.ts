import type { Sql } from "../sql.ts";
import { dictionaries, foldedWordsOf } from "./words.ts";

/** No question has more words. */
const most = 12;

const stemmers = [...new Set(Object.values(dictionaries))];

export type WordQuery = {
  /** For `words @@ $::tsquery`. */
  text: string;
  /** For each word, the spellings of which one must be there. */
  words: readonly (readonly string[])[];
  /** The beginning of a word that somebody may still be writing. */
  prefix: string | undefined;
};

const quote = (lexeme: string) => `'${lexeme.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

/**
 * What to look for when somebody types words: each as it is, or its stem in any language, because a question does not say
 * which language it is in. Undefined if there is no word in it.
 *
 * @param unfinished Whether the last word may be the beginning of a longer one; from three letters on.
 */
export async function wordQuery(sql: Sql, typed: string, unfinished = false): Promise<WordQuery | undefined> {
  const words = foldedWordsOf(typed, most);
  const last = words.at(-1);
  if (last === undefined) return undefined;
  const rows = await sql.query<{ word: string; stem: string }>(
    `SELECT DISTINCT word, stem FROM unnest($1::text[]) AS word, unnest($2::text[]) AS stemmer,
      unnest(ts_lexize(stemmer::regdictionary, word)) AS stem`,
    [words, stemmers],
  );
  const stems = Map.groupBy(rows, ({ word }) => word);
  const spellings = words.map((word) => [
    ...new Set([word, ...(stems.get(word) ?? []).map(({ stem }) => stem).filter((stem) => stem.length > 1)]),
  ]);
  const prefix = unfinished && /[\p{L}\p{N}]$/u.test(typed) && last.length >= 3 ? last : undefined;
  const parts = spellings.map((spelling) => {
    const alternatives = spelling.map(quote);
    if (prefix !== undefined && spelling[0] === prefix) alternatives.push(`${quote(prefix)}:*`);
    return `(${alternatives.join(" | ")})`;
  });
  return { text: parts.join(" & "), words: spellings, prefix };
}

type Frequencies = {
  /** How many works can be searched, about. */
  works: number;
  /** In what part of them a word or a gram is; undefined if it is too rare to be counted, or nothing was counted yet. */
  of(lexeme: string): number | undefined;
  /** In what part of them any counted word is that begins like this, added up. */
  beginning(prefix: string): number;
};

/** For how long a reading counts, in milliseconds. */
const lasts = 60_000;

const readings = new WeakMap<Sql, Map<string, { read: Promise<Frequencies>; until: number }>>();

/**
 * How frequent words or grams are, as the database's own statistics say: rare ones are looked up, frequent ones are met
 * by walking along the newest works.
 */
export function findFrequencies(sql: Sql, column: "words" | "grams"): Promise<Frequencies> {
  const known = readings.get(sql) ?? new Map();
  readings.set(sql, known);
  const last = known.get(column);
  if (last && last.until > Date.now()) return last.read;
  const read = readNow(sql, column);
  known.set(column, { read, until: Date.now() + lasts });
  read.catch(() => known.delete(column));
  return read;
}

async function readNow(sql: Sql, column: string): Promise<Frequencies> {
  const [row] = await sql.query<{ works: number; elements: string[] | null; parts: number[] | null }>(
    `SELECT greatest(c.reltuples, 0)::float8 AS works, s.most_common_elems::text::text[] AS elements,
        s.most_common_elem_freqs::float8[] AS parts
      FROM pg_class AS c LEFT JOIN pg_stats AS s
        ON s.schemaname = c.relnamespace::regnamespace::text AND s.tablename = c.relname AND s.attname = $1
      WHERE c.oid = to_regclass('searchable')`,
    [column],
  );
  // The database adds the smallest and the largest frequency behind those of the elements.
  const parts = new Map((row?.elements ?? []).map((element, i) => [element, Number(row?.parts?.[i] ?? 0)]));
  return {
    works: Number(row?.works ?? 0),
    of: (lexeme) => parts.get(lexeme),
    beginning: (prefix) => {
      let sum = 0;
      for (const [element, part] of parts) if (element.startsWith(prefix)) sum += part;
      return sum;
    },
  };
}
