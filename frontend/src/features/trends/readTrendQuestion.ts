import { zeroAddress } from "viem";
import type { TrendQuestion, TrendSplit } from "./TrendQuestion.ts";

const splits: readonly string[] = ["category", "use", "territory", "currency"];

/** What a page's address asks for. */
export function readTrendQuestion(search: URLSearchParams): TrendQuestion {
  const text = (name: string) => search.get(name) ?? "";
  const by = text("by");
  return {
    by: by === "day" || by === "week" ? by : "month",
    split: splits.includes(text("split")) ? (text("split") as TrendSplit) : "",
    category: text("category"),
    use: text("use"),
    territory: text("territory"),
    currency: /^0x[0-9a-fA-F]{40}$/.test(text("currency")) ? text("currency") : zeroAddress,
    from: text("from"),
    until: text("until"),
  };
}
