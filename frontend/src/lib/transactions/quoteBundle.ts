import type { Address } from "viem";
import type { ChainClient } from "../chain/createChainClient.ts";
import { gasLimitOf } from "./gasLimitOf.ts";
import type { TransactionStep } from "./planSteps.ts";
import { quoteSteps } from "./quoteSteps.ts";
import { remainingSteps } from "./remainingSteps.ts";
import type { TransactionQuote } from "./TransactionQuote.ts";

/**
 * Tries out every step that is left, one on top of the other, without sending anything, and says what they cost
 * together. A chain that cannot do that (`eth_simulateV1`) tries out the first one. Throws what the contract answered if
 * one of them would not go through.
 */
export async function quoteBundle(
  client: ChainClient,
  account: Address,
  steps: readonly TransactionStep[],
  firstStep: number,
): Promise<TransactionQuote> {
  const left = await remainingSteps(client, steps, firstStep);
  const calls = left.flatMap((index) => steps[index]?.call ?? []);
  const [first = 0] = left;
  if (calls.length < 2) return quoteSteps(client, account, steps, firstStep);
  const value = calls.reduce((sum, call) => sum + (call.value ?? 0n), 0n);
  const tried = await tryOut(client, account, calls);
  if (!tried) {
    const quote = await quoteSteps(client, account, steps, firstStep);
    return { ...quote, step: first, value, together: calls.length, uncounted: calls.length - 1 };
  }
  const refused = tried.find(({ status }) => status === "failure");
  if (refused) throw refused.error ?? new Error("The chain refuses it and does not say why.");
  const [balance, fees, block] = await Promise.all([
    client.getBalance({ address: account }),
    client.estimateFeesPerGas(),
    client.getBlock(),
  ]);
  const price = (block.baseFeePerGas ?? 0n) + (fees.maxPriorityFeePerGas ?? fees.gasPrice ?? 0n);
  const used = tried.reduce((sum, { gasUsed }) => sum + gasUsed, 0n);
  const gas = tried.reduce((sum, one, index) => sum + gasLimitOf(calls[index]?.functionName ?? "", one.gasUsed), 0n);
  const maximumFee = gas * (fees.maxFeePerGas ?? price);
  return { step: first, together: calls.length, uncounted: 0, gas, fee: used * price, maximumFee, value, balance };
}

/** What each call would do after the ones before it; undefined if the chain cannot say. */
async function tryOut(client: ChainClient, account: Address, calls: readonly TransactionStep["call"][]) {
  try {
    const [block] = await client.simulateBlocks({
      blocks: [
        {
          calls: calls.map(({ address, abi, functionName, args, value }) => ({
            account,
            to: address,
            abi,
            functionName,
            args,
            ...(value === undefined ? {} : { value }),
          })),
        },
      ],
    });
    return block?.calls;
  } catch {
    // A refusal of a call is in the answer; what is thrown says that the chain cannot be asked this.
    return undefined;
  }
}
