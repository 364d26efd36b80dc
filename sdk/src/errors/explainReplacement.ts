import type { Explanation } from "./explainError.ts";

const sentences = {
  cancelled: "You cancelled the transaction in your wallet. It did nothing; only its fee was spent.",
  repriced: "The transaction was sent again with another fee. It is the same transaction and happens once.",
  replaced:
    "Another transaction of the same account took this one's place, so this one will never happen. Look at your wallet's activity to see what was sent instead.",
} as const;

/** What to tell a person when a transaction was replaced, by viem's reason. */
export function explainReplacement(reason: keyof typeof sentences): Explanation {
  return { name: "Replaced", sentence: sentences[reason], values: { reason } };
}
