import type { Hex } from "viem";
import { addressOf } from "./addressOf.ts";
import { blockOf } from "./blockOf.ts";
import { termsItem } from "./termsItem.ts";

export type LicenceItem = ReturnType<typeof licenceItem>;

/** A licence as answers show it, from the columns of licenceColumns. */
export function licenceItem(row: Record<string, unknown>) {
  return {
    id: row.id as Hex,
    work: row.work as Hex,
    workName: row.work_name as string | null,
    parent: row.parent as Hex | null,
    offer: row.offer as Hex,
    terms: termsItem(row),
    licensor: addressOf(row.licensor),
    holder: addressOf(row.holder),
    seats: Number(row.seats),
    start: Number(row.starts),
    end: Number(row.ends),
    terminatedAt: row.terminated_at === null ? null : Number(row.terminated_at),
    state: row.state as "live" | "ended" | "terminated" | "future",
    pricePaid: String(row.price_paid),
    currency: addressOf(row.currency),
    renewals: Number(row.renewals),
    soldAt: { block: blockOf(row.position), time: Number(row.time) },
  };
}
