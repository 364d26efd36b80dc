import * as v from "valibot";
import { IndexedAddress, IndexedAmount, Whole } from "./fields.ts";

export const IndexedAccount = v.object({
  address: IndexedAddress,
  works: v.object({ claimed: Whole, controlled: Whole }),
  licences: v.object({ held: Whole, live: Whole, granted: Whole }),
  unitsOf: Whole,
  withdrawn: v.array(v.object({ currency: IndexedAddress, amount: IndexedAmount })),
  proceeds: v.array(v.object({ currency: IndexedAddress, credited: IndexedAmount, withdrawn: IndexedAmount })),
});
export type IndexedAccount = v.InferOutput<typeof IndexedAccount>;
