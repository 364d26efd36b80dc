import { type TerritoryCode, territories, type UseId, uses } from "@colophon/sdk";
import * as v from "valibot";
import { Whole } from "./fields.ts";

const knownUses: ReadonlySet<string> = new Set(uses.map(({ id }) => id));
const knownTerritories: ReadonlySet<string> = new Set(territories.map(({ code }) => code));

export const IndexedTerms = v.object({
  id: v.string(),
  // What a later version added has no word here, and the licence's page says so.
  uses: v.pipe(
    v.array(v.string()),
    v.transform((ids) => ids.filter((id): id is UseId => knownUses.has(id))),
  ),
  territories: v.union([
    v.literal("worldwide"),
    v.pipe(
      v.array(v.string()),
      v.transform((codes) => codes.filter((code) => knownTerritories.has(code)) as TerritoryCode[]),
    ),
  ]),
  exclusivity: v.picklist(["non-exclusive", "sole", "exclusive"]),
  duration: Whole,
});
export type IndexedTerms = v.InferOutput<typeof IndexedTerms>;
