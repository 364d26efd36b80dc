import { errorKindOf, explainError, isRevert, type NodeErrorName } from "@colophon/sdk";
import { type Call, gasLimitOf } from "@colophon/sdk/calls";
import { type Address, ContractFunctionZeroDataError, encodeFunctionData, type Hex } from "viem";
import type { ChainClient } from "../chainClient.ts";
import { remainingSteps, type TransactionStep } from "./plan.ts";

/**
 * What a transaction would cost now, in wei. What the chain does not say is undefined: then the wallet will say it. No
 * figure is a reason not to sign.
 */
export type TransactionQuote = {
  /** Which step of the plan it is for; undefined if every step is done already. */
  step: number | undefined;
  /** How many steps go together: 1 unless the wallet does several at once. */
  together: number;
  /** How many of those the fee does not count, because the chain could not try them all out. */
  uncounted: number;
  gas: bigint | undefined;
  /** The network's fee, as far as it can be known before. */
  fee: bigint | undefined;
  /** The most the fee can be. */
  maximumFee: bigint | undefined;
  /** ETH that goes along: the price. */
  value: bigint;
  /** What the account has. */
  balance: bigint | undefined;
  /** Why it could not be tried out before, in a sentence; undefined if it was. */
  untried: string | undefined;
};

/** Whether the account surely has too little. A wallet that does several things at once may have its fee paid by others. */
export function isShort({ balance, value, fee = 0n, together }: TransactionQuote): boolean {
  return balance !== undefined && balance < value + (together > 1 ? 0n : fee);
}

/** The answer to a question for display; undefined if there is none. */
async function ifKnown<Value>(question: Promise<Value>): Promise<Value | undefined> {
  try {
    return await question;
  } catch {
    return undefined;
  }
}

/** What a unit of gas costs now, and at most, however the chain tells it: not all have EIP-1559's fields. */
async function readFees(client: ChainClient): Promise<{ price: bigint; most: bigint } | undefined> {
  const [block, fees] = await Promise.all([ifKnown(client.getBlock()), ifKnown(client.estimateFeesPerGas())]);
  if (fees) {
    const price = (block?.baseFeePerGas ?? 0n) + (fees.maxPriorityFeePerGas ?? fees.gasPrice ?? 0n);
    return { price, most: fees.maxFeePerGas ?? price };
  }
  const gasPrice = await ifKnown(client.getGasPrice());
  return gasPrice === undefined ? undefined : { price: gasPrice, most: gasPrice };
}

/**
 * Tries a call out without sending it. Throws what a contract says against it; returns a sentence if the chain cannot
 * try it out. The answer is not decoded, since nobody needs it; but a contract that is there has one.
 */
async function tryCall(client: ChainClient, account: Address, call: Call): Promise<string | undefined> {
  const { address, abi, functionName, args, value } = call;
  try {
    const data = encodeFunctionData({ abi, functionName, args });
    const answer = await client.call({ account, to: address, data, ...(value === undefined ? {} : { value }) });
    const item = abi.find((one) => one.type === "function" && one.name === functionName);
    const answers = item && "outputs" in item && item.outputs.length > 0;
    if (answers && answer.data === undefined) throw new ContractFunctionZeroDataError({ functionName });
    return undefined;
  } catch (error) {
    if (isRevert(error) || !passable.has(errorKindOf(error))) throw error;
    return explainError(error).sentence;
  }
}

/** What a node says when it cannot try something out that may go through all the same. */
const passable = new Set<NodeErrorName | undefined>([
  "Timeout",
  "RequestFailed",
  "TooManyRequests",
  "NodeUnsupported",
  "HistoryMissing",
  "BlockNotFound",
  "RangeTooWide",
  "FeeTooLow",
  "FeeTooHigh",
  "TypeNotSupported",
]);

/**
 * Tries out the next step that is not done yet, without sending anything, and says what it would cost. Throws what the
 * contract answered if it would not go through, and what a chain says that does not answer at all.
 */
export async function quoteSteps(
  client: ChainClient,
  account: Address,
  steps: readonly TransactionStep[],
  firstStep: number,
): Promise<TransactionQuote> {
  const [balance, [index]] = await Promise.all([
    ifKnown(client.getBalance({ address: account })),
    remainingSteps(client, steps, firstStep),
  ]);
  const step = index === undefined ? undefined : steps[index];
  const nothing = { together: 1, uncounted: 0, untried: undefined, balance };
  if (!step) return { ...nothing, step: undefined, gas: 0n, fee: 0n, maximumFee: 0n, value: 0n };
  const { call } = step;
  const untried = await tryCall(client, account, call);
  const [estimate, fees] = await Promise.all([
    ifKnown(client.estimateContractGas({ ...call, account })),
    readFees(client),
  ]);
  const gas = estimate === undefined ? undefined : gasLimitOf(call.functionName, estimate);
  const costs = fees && estimate !== undefined && gas !== undefined;
  return {
    ...nothing,
    step: index,
    gas,
    fee: costs ? estimate * fees.price : undefined,
    maximumFee: costs ? gas * fees.most : undefined,
    value: call.value ?? 0n,
    untried,
  };
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
  // viem takes a refusal without words for a contract that is not there.
  if (refused) throw refused.data === "0x" || !refused.error ? new Error("execution reverted") : refused.error;
  const [balance, fees] = await Promise.all([ifKnown(client.getBalance({ address: account })), readFees(client)]);
  const used = tried.reduce((sum, { gasUsed }) => sum + gasUsed, 0n);
  const gas = tried.reduce((sum, one, index) => sum + gasLimitOf(calls[index]?.functionName ?? "", one.gasUsed), 0n);
  return {
    step: first,
    together: calls.length,
    uncounted: 0,
    gas,
    fee: fees && used * fees.price,
    maximumFee: fees && gas * fees.most,
    value,
    balance,
    untried: undefined,
  };
}

/** What each call would do after the ones before it; undefined if the chain cannot say. */
async function tryOut(client: ChainClient, account: Address, calls: readonly Call[]) {
  try {
    const [block] = await client.simulateBlocks({
      blocks: [
        {
          calls: calls.map(({ address, abi, functionName, args, value }) => ({
            account,
            to: address,
            data: encodeFunctionData({ abi, functionName, args }),
            ...(value === undefined ? {} : { value }),
          })),
        },
      ],
    });
    return block?.calls as readonly TriedCall[] | undefined;
  } catch {
    // A refusal of a call is in the answer; what is thrown says that the chain cannot be asked this.
    return undefined;
  }
}

type TriedCall = { status: "success" | "failure"; gasUsed: bigint; data?: Hex; error?: unknown };
