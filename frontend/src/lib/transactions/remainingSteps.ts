import type { ChainClient } from "../chain/createChainClient.ts";
import type { TransactionStep } from "./planSteps.ts";

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
