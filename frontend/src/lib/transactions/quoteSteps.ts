import type { Address } from "viem";
import type { ChainClient } from "../chain/createChainClient.ts";
import { gasLimitOf } from "./gasLimitOf.ts";
import type { TransactionStep } from "./planSteps.ts";
import { remainingSteps } from "./remainingSteps.ts";
import type { TransactionQuote } from "./TransactionQuote.ts";

/**
 * Tries out the next step that is not done yet, without sending anything, and says what it would cost. Throws what the
 * contract or the chain answered if it would not go through.
 */
export async function quoteSteps(
  client: ChainClient,
  account: Address,
  steps: readonly TransactionStep[],
  firstStep: number,
): Promise<TransactionQuote> {
  const [balance, [index]] = await Promise.all([
    client.getBalance({ address: account }),
    remainingSteps(client, steps, firstStep),
  ]);
  const step = index === undefined ? undefined : steps[index];
  if (step) {
    const { call } = step;
    await client.simulateContract({ ...call, account });
    const [estimate, fees, block] = await Promise.all([
      client.estimateContractGas({ ...call, account }),
      client.estimateFeesPerGas(),
      client.getBlock(),
    ]);
    const gas = gasLimitOf(call.functionName, estimate);
    const price = (block.baseFeePerGas ?? 0n) + (fees.maxPriorityFeePerGas ?? fees.gasPrice ?? 0n);
    return {
      step: index,
      together: 1,
      uncounted: 0,
      gas,
      fee: estimate * price,
      maximumFee: gas * (fees.maxFeePerGas ?? price),
      value: call.value ?? 0n,
      balance,
    };
  }
  return { step: undefined, together: 1, uncounted: 0, gas: 0n, fee: 0n, maximumFee: 0n, value: 0n, balance };
}
