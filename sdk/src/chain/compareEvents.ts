import type { EventRef } from "./BlockRef.ts";

/** Less than zero as `a` happened before `b`. */
export function compareEvents(a: EventRef, b: EventRef): number {
  return a.block - b.block || a.logIndex - b.logIndex;
}
