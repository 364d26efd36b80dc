import type { Context } from "ponder:registry";
import { daily } from "ponder:schema";

export type DayEntry = {
  measure: "registration" | "licence" | "renewal" | "income";
  /** Seconds since 1970. */
  time: bigint;
  category: number;
  currency?: string;
  terms?: string;
  value?: bigint;
};

/** Adds one to what happened on a day. */
export async function countDay({ db }: Context, entry: DayEntry): Promise<void> {
  const { measure, time, category, currency = "", terms = "", value = 0n } = entry;
  await db
    .insert(daily)
    .values({
      day: Number(time / 86_400n),
      measure,
      category,
      currency: currency.toLowerCase(),
      terms,
      count: 1n,
      value,
    })
    .onConflictDoUpdate((row) => ({ count: row.count + 1n, value: row.value + value }));
}
