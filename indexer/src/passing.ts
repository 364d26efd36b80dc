import type { Hex } from "viem";
import type { LogEvent } from "../position.ts";

/**
 * What an event tells later ones of its transaction, by a key. It is kept in memory only: Ponder hands over whole blocks,
 * and hands a block over again from its first log if writing it failed.
 */
export function createPassing<Value>() {
  const kept = new Map<string, { value: Value; logIndex: number }>();
  let of = "";

  /** Forgets what belongs to another transaction, or to the same one before the chain changed. */
  function enter({ block, transaction }: LogEvent) {
    const place = block.hash + transaction.hash;
    if (of === place) return;
    of = place;
    kept.clear();
  }

  return {
    /** For the events that come later. */
    put(event: LogEvent, key: string, value: Value) {
      enter(event);
      kept.set(key, { value, logIndex: event.log.logIndex });
    },
    /** What an earlier event put there last. */
    get(event: LogEvent, key: string): Value | undefined {
      enter(event);
      const found = kept.get(key);
      return found && found.logIndex < event.log.logIndex ? found.value : undefined;
    },
  };
}

type Charge = {
  work: Hex;
  kind: "sale" | "renewal" | "report";
  /** Of the licence. */
  terms: Hex;
  /** Of the work, if that is known. */
  category?: number | undefined;
  /** The next payment that names the licence is for it, and no later one is. */
  due: boolean;
};

/** What licensees were last asked to pay for, by licence: between a sale and its payment no other can come. */
export const charges = createPassing<Charge>();
