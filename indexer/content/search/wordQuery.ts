import type { Sql } from "../../database/Sql.ts";
import { dictionaries } from "./dictionaries.ts";
import { wordsOf } from "./wordsOf.ts";

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
  const words = wordsOf(typed, most);
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
