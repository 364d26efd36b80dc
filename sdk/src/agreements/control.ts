import { wordFor } from "../model/numbers.ts";

/*
 * Who can do what at a venture's Safe, and what the agreement says of it. The Safe counts signatures and knows no
 * agreement, so partners read both before they sign. These words are for people: nothing hashes or signs them.
 */

/** How many of how many partners must sign for a Safe to act. */
export type SafeControl = { threshold: number; partners: number };

/** What the text of a venture's agreement says of its Safe, in the sentence of ventureWords; undefined if it says nothing. */
export function safeControlIn(text: string): SafeControl | undefined {
  const [, threshold, partners] =
    /\bThe Safe acts when (\d{1,3}) of the (\d{1,3}) authors' accounts sign\./.exec(text) ?? [];
  return threshold === undefined ? undefined : { threshold: Number(threshold), partners: Number(partners) };
}

/**
 * What so many partners can do at the Safe without the others, what of that breaks the agreement, and what it would be
 * like if all had to sign; each in a sentence or two.
 */
export function safeControlInWords({ threshold, partners }: SafeControl): string[] {
  if (threshold >= partners)
    return [
      `The Safe does nothing unless all ${partners} partners sign. So no one can be passed over, and the agreement asks for the same when its owners change.`,
      "One partner who does not answer, or who lost their key, stops everything at the Safe. Income is still paid: it does not go through the Safe.",
    ];
  return [
    wordFor(
      threshold,
      "Each partner alone can license, revise and sell the work through the Safe, even against the others. The agreement allows that.",
      `Any ${threshold} of the ${partners} partners can license, revise and sell the work through the Safe, even against the others. The agreement allows that.`,
    ),
    wordFor(
      threshold,
      `Each partner alone can also change the owners of the Safe and how many must sign. The agreement asks all ${partners} for that, so without all it is a breach. The Safe lets it pass all the same, and it counts on the chain until it is undone.`,
      `Any ${threshold} of the ${partners} partners can also change the owners of the Safe and how many must sign. The agreement asks all ${partners} for that, so without all it is a breach. The Safe lets it pass all the same, and it counts on the chain until it is undone.`,
    ),
    `If all ${partners} must sign, no one can be passed over. Then one partner who does not answer, or who lost their key, stops everything at the Safe.`,
  ];
}
