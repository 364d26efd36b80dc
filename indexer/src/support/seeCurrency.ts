import type { Context } from "ponder:registry";
import { currency } from "ponder:schema";
import type { Address } from "viem";

/** Remembers that a currency occurs. */
export async function seeCurrency({ db }: Context, id: Address, position: bigint): Promise<void> {
  await db.insert(currency).values({ id, position }).onConflictDoNothing();
}
