import { readDay } from "../../lib/time/readDay.ts";
import type { TrendMeasure, TrendQuestion, TrendSplit } from "./TrendQuestion.ts";

export type TrendQuery = {
  query: string;
  split: TrendSplit;
  /** What of the question this measure has no answer to, in words. */
  ignored: readonly string[];
};

/** What to ask the index for one measure. A registration has a category and nothing else that could be asked for. */
export function trendQuery(measure: TrendMeasure, question: TrendQuestion): TrendQuery {
  const query = new URLSearchParams({ measure, by: question.by });
  const ignored: string[] = [];
  const plain = measure === "registrations";
  const money = measure === "income" || measure === "price";
  let { split } = question;
  if (split && ((plain && split !== "category") || (money && split === "currency"))) {
    ignored.push(
      plain
        ? `A registration has no ${split}, so these are all works.`
        : "Amounts in several currencies do not add up, so this shows one.",
    );
    split = "";
  }
  if (split) query.set("split", split);
  if (question.category) query.set("category", question.category);
  for (const name of ["use", "territory"] as const) {
    if (!question[name]) continue;
    if (plain) ignored.push(`A registration has no ${name}; works of every ${name} are counted.`);
    else query.set(name, question[name]);
  }
  if (money) query.set("currency", question.currency);
  const from = readDay(question.from);
  const until = readDay(question.until);
  if (from.ok && from.seconds !== undefined) query.set("from", String(from.seconds));
  if (until.ok && until.seconds !== undefined) query.set("to", String(until.seconds + 86_400));
  return { query: query.toString(), split, ignored };
}
