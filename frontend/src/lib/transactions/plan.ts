import type { Deployment } from "@colophon/sdk";
import { batchCall, type Call, isBatchable } from "@colophon/sdk/calls";
import type { ChainClient } from "../chainClient.ts";

/** One thing to be done on the chain, with what it does in words. The words and the call are one value. */
export type TransactionCall = {
  call: Call;
  /** What it does, as a line a person reads before signing: "Allow 25 dUSD to be taken for this licence". */
  says: string;
  /** Whether it is done already, so that it can be left out: an allowance that is there. */
  isDone?: (client: ChainClient) => Promise<boolean>;
};

/** One transaction, and what it does. */
export type TransactionStep = { call: Call; says: readonly string[]; isDone: TransactionCall["isDone"] };

/**
 * Turns what is to be done into as few transactions as possible: neighbours that the contracts take together become one
 * batch, anything else (a token, a timestamp) is a transaction of its own.
 */
export function planSteps(deployment: Deployment, calls: readonly TransactionCall[]): TransactionStep[] {
  const groups: TransactionCall[][] = [];
  for (const call of calls) {
    const last = groups.at(-1);
    const joins =
      last !== undefined &&
      [...last, call].every((one) => isBatchable(deployment, one.call) && one.isDone === undefined);
    if (joins) last.push(call);
    else groups.push([call]);
  }
  return groups.map((group) => {
    const [only] = group;
    const says = group.map((one) => one.says);
    if (group.length === 1 && only) return { call: only.call, says, isDone: only.isDone };
    return {
      call: batchCall(
        deployment,
        group.map((one) => one.call),
      ),
      says,
      isDone: undefined,
    };
  });
}

/** The indexes of the steps of a plan that are not done yet, in order. */
export async function remainingSteps(
  client: ChainClient,
  steps: readonly TransactionStep[],
  firstStep: number,
): Promise<number[]> {
  // What the chain can be asked about is asked: an allowance that was given may be too small by now.
  const done = await Promise.all(steps.map(async ({ isDone }, index) => (isDone ? isDone(client) : index < firstStep)));
  return [...steps.keys()].filter((index) => !done[index]);
}
