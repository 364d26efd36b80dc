import { type OfferState, unlimitedSupply } from "@colophon/sdk";
import type { Hex } from "viem";
import { addressOf } from "./addressOf.ts";
import { blockOf } from "./blockOf.ts";
import { termsItem } from "./termsItem.ts";

export type OfferItem = ReturnType<typeof offerItem>;

/** An offer as answers show it, from the columns of offerColumns. */
export function offerItem(row: Record<string, unknown>) {
  return {
    id: row.id as Hex,
    work: row.work as Hex,
    workName: row.work_name as string | null,
    parent: row.parent as Hex | null,
    licensor: addressOf(row.licensor),
    buyer: row.buyer === null ? null : addressOf(row.buyer),
    terms: termsItem(row),
    currency: addressOf(row.currency),
    price: String(row.price),
    supply: Number(row.supply) === unlimitedSupply ? null : Number(row.supply),
    sold: Number(row.sold),
    opens: Number(row.opens),
    closes: Number(row.closes),
    state: row.state as OfferState,
    publishedAt: { block: blockOf(row.position), time: Number(row.time) },
  };
}
