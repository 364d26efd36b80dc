import { type TerritoryCode, territories, uses } from "@colophon/sdk";
import { shorten } from "../../components/shorten.ts";
import { territoryName } from "../../lib/terms/territoryName.ts";
import { categoryLabel } from "../../lib/work/categoryLabel.ts";
import type { TrendSplit } from "./TrendQuestion.ts";

/** What a series is called for people. A key that this version has no word for stays as it is. */
export function splitLabel(
  split: TrendSplit,
  key: string,
  whole: string,
  symbolOf: (address: string) => string | undefined,
): string {
  switch (split) {
    case "":
      return whole;
    case "category":
      return categoryLabel(key);
    case "use":
      return uses.find(({ id }) => id === key)?.label ?? key;
    case "territory":
      if (key === "worldwide") return "Worldwide";
      return territories.some(({ code }) => code === key) ? territoryName(key as TerritoryCode) : key;
    case "currency":
      return symbolOf(key) ?? shorten(key, 6, 4);
  }
}
