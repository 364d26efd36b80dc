import * as v from "valibot";
import { At, Bytes32, IndexedAddress, IndexedAmount, Whole, Words, WorkNumber } from "./fields.ts";

export const IndexedWork = v.object({
  id: WorkNumber,
  claimant: IndexedAddress,
  controller: IndexedAddress,
  category: v.pipe(v.string(), v.maxLength(40)),
  name: v.nullable(Words),
  description: v.nullable(Words),
  image: v.nullable(v.string()),
  language: v.nullish(v.string(), null),
  credits: v.array(v.object({ name: Words, role: Words, account: v.nullish(v.string()) })),
  registeredAt: At,
  provenTime: Whole,
  revisions: Whole,
  offers: v.object({
    open: Whole,
    cheapest: v.nullable(v.object({ offer: Bytes32, currency: IndexedAddress, price: IndexedAmount })),
  }),
  licencesSold: Whole,
  parents: Whole,
  derivatives: Whole,
  income: v.optional(v.array(v.object({ currency: IndexedAddress, received: IndexedAmount }))),
});
export type IndexedWork = v.InferOutput<typeof IndexedWork>;
