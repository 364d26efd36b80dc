import type { Address } from "viem";
import type { ChainClient } from "../chainClient.ts";
import { remainingSteps, type TransactionStep } from "./plan.ts";

/** What a transaction would cost now. Amounts in wei. */
export type TransactionQuote = {
  /** Which step of the plan it is for; undefined if every step is done already. */
  step: number | undefined;
  /** How many steps go together: 1 unless the wallet does several at once. */
  together: number;
  /** How many of those the fee does not count, because the chain could not try them all out. */
  uncounted: number;
  gas: bigint;
  /** The network's fee, as far as it can be known before. */
  fee: bigint;
  /** The most the fee can be. */
  maximumFee: bigint;
  /** ETH that goes along: the price. */
  value: bigint;
  /** What the account has. */
  balance: bigint;
};

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

const paying = new Set(["buy", "renew", "report", "pay", "claim", "settle", "sweep", "withdraw", "batch"]);

const paymentMargin = 50_000n;

/**
 * The gas to allow. A fifth more than estimated, because the state may change until it is mined, and more for what
 * moves money: a holder's change of units in between makes a payment dearer. Gas that is not used is not paid.
 */
function gasLimitOf(functionName: string, estimate: bigint): bigint {
  return (estimate * 12n) / 10n + (paying.has(functionName) ? paymentMargin : 0n);
}
