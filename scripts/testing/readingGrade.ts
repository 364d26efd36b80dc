/*
 * How many years of school a page asks of its reader (Flesch-Kincaid): 0.39 words a sentence + 11.8 syllables a word - 15.59.
 * Syllables are counted by their vowels, which is right to a few per cent over a page; names of commands, tables and code
 * are no prose and are left out.
 */

/** The prose of a page in Markdown: without headings, tables, code, links' targets and marks. */
export function proseOf(markdown: string): string {
  return markdown
    .replace(/```[\s\S]*?```/g, "")
    .split("\n")
    .filter((line) => !/^\s*(?:#|\||>|```)/.test(line))
    .join("\n")
    .replace(/`[^`]*`/g, "it")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^\s*(?:[-*]|\d+\.)\s+/gm, "\n")
    .replace(/[*_]/g, "");
}

function syllablesIn(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, "");
  if (letters.length <= 3) return 1;
  const silent = letters.replace(/(?:[^laeiouy]es|[^tdaeiouy]ed|[^laeiouy]e)$/, "").replace(/^y/, "");
  return Math.max(1, silent.match(/[aeiouy]{1,2}/g)?.length ?? 1);
}

/** The grade of a text; undefined if it has no whole sentence. */
export function readingGrade(text: string): number | undefined {
  const sentences = text.split(/(?<=[.!?])\s+|\n{2,}/).filter((sentence) => /[a-z]{2}/i.test(sentence));
  const words = text.match(/[A-Za-z][A-Za-z'’-]*/g) ?? [];
  if (sentences.length === 0 || words.length < 30) return undefined;
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
}
