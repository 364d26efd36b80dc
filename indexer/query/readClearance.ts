import { wordQuery } from "../content/search/wordQuery.ts";
import type { Sql } from "../database/Sql.ts";
import { type ClearedWork, clearanceWords } from "./clearanceWords.ts";
import { clearWorks } from "./clearWorks.ts";
import { findFileClaims } from "./findFileClaims.ts";
import { findWorks } from "./findWorks.ts";
import type { ClearanceQuestion } from "./readClearanceQuestion.ts";
import { readWorks, type WorkItem } from "./readWorks.ts";

/** Claims that are shown of one file, and works that words lead to. */
const most = { claims: 5, words: 10 };

type Input = { kind: "file" | "work" | "words"; value: string };

export type ClearedItem = {
  input: Input;
  verdict: ClearedWork["verdict"] | "unknown-file" | "unknown-work";
  sentence: string;
  works: ClearedWork[];
};

/** For each file, work and the words of a question: which works they are, and what licenses their use. */
export async function readClearance(sql: Sql, question: ClearanceQuestion, now: number) {
  const { files, works, words, use, territory, account } = question;
  const from = question.from ?? now;
  const until = Math.max(question.until ?? from + 1, from + 1);
  const asked = words === undefined ? undefined : await wordQuery(sql, words);
  const [claims, named, worded] = await Promise.all([
    files.length > 0 ? findFileClaims(sql, { digests: files, most: most.claims, now }) : [],
    readWorks(sql, { ids: [...new Set(works)], now }),
    asked === undefined
      ? []
      : findWorks(sql, { words: asked, limit: most.words, now }).then(({ ids }) => readWorks(sql, { ids, now })),
  ]);
  const ids = [...claims.map(({ work }) => work.id), ...named.map(({ id }) => id), ...worded.map(({ id }) => id)];
  const found = await clearWorks(sql, { works: ids, use, territory, from, until, account, now });
  const clear = (work: WorkItem, rank: number | null) => {
    const nothing = { held: [], offers: [], conflicts: [] };
    return clearanceWords({ work, rank, found: found.get(work.id) ?? nothing, account, from, now });
  };
  const claimsOf = Map.groupBy(claims, ({ digest }) => digest);
  const workOf = new Map(named.map((work) => [work.id, work]));
  const items: ClearedItem[] = [
    ...files.map((value) =>
      ofFile(
        { kind: "file", value },
        (claimsOf.get(value) ?? []).map(({ work, rank }) => clear(work, rank)),
      ),
    ),
    ...works.map((value): ClearedItem => {
      const input = { kind: "work", value } as const;
      const work = workOf.get(value);
      if (work) return one(input, clear(work, null));
      return { input, verdict: "unknown-work", sentence: "No work has this number. Check it.", works: [] };
    }),
    ...(words === undefined
      ? []
      : [
          ofWords(
            { kind: "words", value: words },
            worded.map((work) => clear(work, null)),
          ),
        ]),
  ];
  return { use, territory, from, until, items };
}

function one(input: Input, work: ClearedWork): ClearedItem {
  return { input, verdict: work.verdict, sentence: work.sentence, works: [work] };
}

/** Of several claims to a file the one that was proven first decides, and a licence of another is no more than a hint. */
function ofFile(input: Input, works: ClearedWork[]): ClearedItem {
  const [first] = works;
  if (first === undefined) {
    const sentence =
      "Nobody made this file findable. It may be registered all the same: files stay secret until they are disclosed.";
    return { input, verdict: "unknown-file", sentence, works };
  }
  const others = works.length - 1;
  if (others === 0) return one(input, first);
  const more = others === 1 ? "Another work claims" : `${others} other works claim`;
  return {
    ...{ input, works, verdict: first.verdict },
    sentence: `${first.sentence} This is about the claim that was proven first. ${more} the same file.`,
  };
}

/** Words may fit many works, so they decide nothing unless they fit one. */
function ofWords(input: Input, works: ClearedWork[]): ClearedItem {
  const [only, second] = works;
  if (only === undefined) {
    return { input, works, verdict: "none", sentence: "No registered work that can be read has these words." };
  }
  if (second === undefined) return one(input, only);
  return {
    ...{ input, works, verdict: "none" },
    sentence: `${works.length === most.words ? "Ten works or more" : `${works.length} works`} have these words. Look at each: words alone tell nothing.`,
  };
}
