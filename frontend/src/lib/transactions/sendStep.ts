import { type Address, encodeFunctionData, type Hex, type WalletClient } from "viem";
import type { ChainClient } from "../chain/createChainClient.ts";
import { walletErrorCode } from "../wallet/walletProblem.ts";
import { intentLockName, withIntentLock } from "./intentLock.ts";
import { isPending } from "./isPending.ts";
import type { TransactionStep } from "./planSteps.ts";
import { quoteSteps } from "./quoteSteps.ts";
import { sentenceOf } from "./sentenceOf.ts";
import type { TransactionRecord } from "./TransactionRecord.ts";
import { transactions } from "./transactions.ts";

export type SendStepParameters = {
  publicClient: ChainClient;
  /** Asked for only when it is needed, so that a wallet that was switched in the meantime is noticed. */
  getWallet: () => Promise<WalletClient>;
  chainId: number;
  account: Address;
  intent: string;
  title: string;
  href: string | undefined;
  steps: readonly TransactionStep[];
  /** The first step that is not known to be done. */
  firstStep: number;
  /** What must be safe before anything is signed, such as keeping an opening. */
  beforeSigning: (() => Promise<void>) | undefined;
};

export type SendResult = "sent" | "nothing-to-do" | "already-under-way" | "not-sent";

/** Asks the wallet for the next step of a plan, once, whatever the person clicks in however many tabs. */
export async function sendStep(parameters: SendStepParameters): Promise<SendResult> {
  const { chainId, account, intent } = parameters;
  const name = intentLockName(chainId, account, intent);
  return (await withIntentLock(name, () => send(parameters))) ?? "already-under-way";
}

async function send(parameters: SendStepParameters): Promise<SendResult> {
  const { publicClient, account, intent, chainId, steps } = parameters;
  const earlier = (await transactions.read()).filter(
    (record) => record.intent === intent && record.chainId === chainId && record.account === account,
  );
  // A record that still says "signing" although nobody holds the lock is of a page that was closed meanwhile.
  if (earlier.some((record) => isPending(record) && record.status !== "signing")) return "already-under-way";

  // The state may have changed since the cost was shown: try it out once more, at the last moment.
  const quote = await quoteSteps(publicClient, account, steps, parameters.firstStep);
  const step = quote.step === undefined ? undefined : steps[quote.step];
  if (quote.step === undefined || !step) return "nothing-to-do";

  await parameters.beforeSigning?.();
  const wallet = await parameters.getWallet();
  const { call } = step;
  const data = encodeFunctionData({ abi: call.abi, functionName: call.functionName, args: call.args });
  const request = { to: call.address, data, value: call.value ?? 0n };

  // What was asked for or dropped before may still turn up. With the same nonce only one of the two can happen.
  const lost = earlier.find((record) => record.step === quote.step && mayTurnUp(record));
  const next = await publicClient.getTransactionCount({ address: account, blockTag: "latest" });
  const nonce =
    lost && lost.nonce >= next
      ? lost.nonce
      : await publicClient.getTransactionCount({ address: account, blockTag: "pending" });

  const record: TransactionRecord = {
    id: crypto.randomUUID(),
    intent,
    chainId,
    account,
    title: parameters.title,
    href: parameters.href,
    step: quote.step,
    steps: steps.length,
    request,
    nonce,
    status: "signing",
    hash: undefined,
    createdAt: Date.now(),
    knownAt: undefined,
    inclusion: undefined,
    sentence: undefined,
    acknowledged: false,
  };
  await transactions.add(record);
  for (const old of earlier) if (mayTurnUp(old)) await transactions.remove(old.id);

  let hash: Hex;
  try {
    hash = await wallet.sendTransaction({
      account,
      chain: wallet.chain,
      ...request,
      gas: quote.gas,
      ...(lost && nonce === lost.nonce ? { nonce } : {}),
    });
  } catch (error) {
    const declined = walletErrorCode(error) === 4001;
    await transactions.change(record.id, {
      status: declined ? "rejected" : "failed",
      sentence: declined ? undefined : sentenceOf(error),
    });
    return "not-sent";
  }
  await transactions.change(record.id, { status: "submitted", hash, createdAt: Date.now() });
  return "sent";
}

function mayTurnUp(record: TransactionRecord): boolean {
  return record.status === "signing" || record.status === "dropped";
}
