import type { Client } from "viem";

/*
 * What a page asks of a chain before anything else, to say whether all is well with it, is also what whoever reads it
 * begins with a moment later: which chain it is, its latest block, and whether the contracts are there.
 */

/** A question to a node and what it answers, as a client of viem's has it. */
export type Ask = (question: { method: string; params?: unknown }, options?: unknown) => Promise<unknown>;

/** When a client first looked at its chain, and what it was told, by question. */
export const looks = new WeakMap<Client, { asked: number; answers: Record<string, Promise<unknown>> }>();

/** Asks a chain as its client does. At the first look each answer is kept for whoever asks the same next. */
export function lookAt<Asked extends Client>(client: Asked): Asked["request"] {
  const answers: Record<string, Promise<unknown>> = {};
  if (!looks.has(client)) looks.set(client, { asked: performance.now(), answers });
  const ask: Ask = (question) => {
    const answer = (client.request as Ask)(question);
    answers[JSON.stringify(question)] = answer;
    return answer;
  };
  return ask as Asked["request"];
}
