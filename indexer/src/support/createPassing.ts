import type { LogEvent } from "./placeOf.ts";

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
