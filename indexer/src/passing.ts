import { type Charge, createPaymentMatcher } from "@colophon/sdk";
import type { Address, Hex } from "viem";
import type { LogEvent } from "../position.ts";

/**
 * What belongs to the transaction that is being read, made anew for each. It is kept in memory only: Ponder hands over
 * whole blocks, and hands a block over again from its first log if writing it failed.
 */
function createForTransaction<Kept>(create: () => Kept): (event: LogEvent) => Kept {
  let of = "";
  let kept = create();
  return ({ block, transaction }) => {
    // The same transaction may come again in another block, when the chain changed.
    const place = block.hash + transaction.hash;
    if (of !== place) kept = create();
    of = place;
    return kept;
  };
}

/** What an event tells later ones of its transaction, by a key. */
export function createPassing<Value>() {
  const keptFor = createForTransaction(() => new Map<string, { value: Value; logIndex: number }>());
  return {
    /** For the events that come later. */
    put(event: LogEvent, key: string, value: Value) {
      keptFor(event).set(key, { value, logIndex: event.log.logIndex });
    },
    /** What an earlier event put there last. */
    get(event: LogEvent, key: string): Value | undefined {
      const found = keptFor(event).get(key);
      return found && found.logIndex < event.log.logIndex ? found.value : undefined;
    },
  };
}

/** Who received a new licence's token, which is minted just before the sale tells the rest. */
export const minted = createPassing<Address>();

type IndexedCharge = Charge & {
  /** Of the licence. */
  terms: Hex;
  /** Of the work, if that is known. */
  category?: number | undefined;
};

/** What the payments of the transaction that is being read are for. */
export const paymentsOf = createForTransaction(() => createPaymentMatcher<IndexedCharge>());
