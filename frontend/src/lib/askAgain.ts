import { withPatience } from "@colophon/sdk";

/**
 * Asks a node again after it refused once, as often and as long as that makes sense. Load this file when a node has
 * refused: the first page does without what it brings.
 */
export function askAgain<Value>(refusal: unknown, ask: () => Promise<Value>): Promise<Value> {
  let first = true;
  return withPatience(() => {
    if (!first) return ask();
    first = false;
    throw refusal;
  });
}
