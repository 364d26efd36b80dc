import { errorKindOf, explainError, hasErrorCode, isRevert, type NodeErrorName, randomId } from "@colophon/sdk";
import { type Address, bytesToHex, encodeFunctionData, type Hex, type WalletClient } from "viem";
import type { ChainClient } from "../chainClient.ts";
import { withLock } from "../device.ts";
import { checkTransaction } from "./check.ts";
import { remainingSteps, type TransactionStep } from "./plan.ts";
import { quoteBundle, quoteSteps, type TransactionQuote } from "./quote.ts";
import { intentLockName, isPending, type TransactionRecord, transactions } from "./record.ts";

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
  /** Whether the wallet may be asked to do all that is left together. */
  bundle: boolean;
  /** What must be safe before anything is signed, such as keeping an opening. */
  beforeSigning: (() => Promise<void>) | undefined;
};

/** What a wallet answers if it has a bundle of this name already (EIP-5792). */
const duplicateBundle = 5720;

type SendResult = "sent" | "done-already" | "nothing-to-do" | "already-under-way" | "not-sent";

/** Asks the wallet for the next step of a plan, or for all that are left together, once, whatever the person clicks in however many tabs. */
export async function sendStep(parameters: SendStepParameters): Promise<SendResult> {
  const { chainId, account, intent } = parameters;
  const name = intentLockName(chainId, account, intent);
  return (await withLock(name, () => send(parameters))) ?? "already-under-way";
}

async function send(parameters: SendStepParameters): Promise<SendResult> {
  const { publicClient, account, intent, chainId, steps } = parameters;
  const earlier = (await transactions.read()).filter(
    (record) => record.intent === intent && record.chainId === chainId && record.account === account,
  );
  // A record that still says "signing" although nobody holds the lock is of a page that was closed meanwhile.
  if (earlier.some((record) => isPending(record) && record.status !== "signing")) return "already-under-way";

  // What was lost may have happened meanwhile. Nothing is asked for twice before that is known.
  for (const old of earlier.filter(mayTurnUp)) {
    const patch = await checkTransaction(publicClient, old, { alone: true });
    if (Object.keys(patch).length > 0) await transactions.change(old.id, patch);
    const now = { ...old, ...patch };
    if (now.status === "confirmed") return now.step === now.steps - 1 ? "done-already" : send(parameters);
    if (isPending(now) && now.status !== "signing") return "already-under-way";
  }

  // The state may have changed since the cost was shown: try it out once more, at the last moment.
  // A step that was asked for alone may still turn up; then the rest goes step by step too.
  const bundled = parameters.bundle && !earlier.some((record) => mayTurnUp(record) && !record.bundle);
  const quoteOf = bundled ? quoteBundle : quoteSteps;
  const quote = await quoteOf(publicClient, account, steps, parameters.firstStep);
  const step = quote.step === undefined ? undefined : steps[quote.step];
  if (quote.step === undefined || !step) return "nothing-to-do";

  await parameters.beforeSigning?.();
  const wallet = await parameters.getWallet();
  if (quote.together > 1) return sendBundle(parameters, { wallet, earlier, quote });
  const request = requestOf(step);

  // What was asked for or dropped before may still turn up. With its nonce this one can't happen as well, if the wallet
  // keeps to it; a prompt that is still open gets another nonce when it is signed afterwards, so the person is told to close it.
  const lost = earlier.find((record) => record.step === quote.step && mayTurnUp(record) && !record.bundle);
  const next = await publicClient.getTransactionCount({ address: account, blockTag: "latest" });
  const nonce =
    lost && lost.nonce >= next
      ? lost.nonce
      : await publicClient.getTransactionCount({ address: account, blockTag: "pending" });

  const record = recordOf(parameters, { step: quote.step, request, nonce });
  await transactions.add(record);
  for (const old of earlier) if (mayTurnUp(old)) await transactions.remove(old.id);

  let hash: Hex;
  try {
    hash = await wallet.sendTransaction({
      account,
      chain: wallet.chain,
      ...request,
      // A wallet estimates by itself what the chain would not.
      ...(quote.gas === undefined ? {} : { gas: quote.gas }),
      ...(lost && nonce === lost.nonce ? { nonce } : {}),
    });
  } catch (error) {
    await transactions.change(record.id, refusalOf(error));
    return "not-sent";
  }
  await transactions.change(record.id, { status: "submitted", hash, createdAt: Date.now() });
  return "sent";
}

function mayTurnUp(record: TransactionRecord): boolean {
  return record.status === "signing" || record.status === "dropped";
}

function requestOf({ call }: TransactionStep): TransactionRecord["request"] {
  const data = encodeFunctionData({ abi: call.abi, functionName: call.functionName, args: call.args });
  return { to: call.address, data, value: call.value ?? 0n };
}

function recordOf(
  { intent, chainId, account, title, href, steps }: SendStepParameters,
  parts: Pick<TransactionRecord, "step" | "request" | "nonce" | "bundle">,
): TransactionRecord {
  return {
    id: randomId(),
    intent,
    chainId,
    account,
    title,
    href,
    steps: steps.length,
    ...parts,
    status: "signing",
    hash: undefined,
    createdAt: Date.now(),
    knownAt: undefined,
    inclusion: undefined,
    sentence: undefined,
    acknowledged: false,
  };
}

/** After these, a transaction that was signed may be on its way all the same. */
const unclear = new Set<NodeErrorName | undefined>([
  undefined,
  "AlreadyKnown",
  "NonceTooLow",
  "Timeout",
  "Unreachable",
  "TooManyRequests",
  "RequestFailed",
  "WalletFailed",
  "NotMinedYet",
  "TransactionNotFound",
]);

function refusalOf(error: unknown): Partial<TransactionRecord> {
  const kind = errorKindOf(error);
  if (kind === "Rejected") return { status: "rejected", sentence: undefined };
  const open = unclear.has(kind) && !isRevert(error);
  return { status: open ? "unknown" : "failed", sentence: explainError(error).sentence };
}

type BundleParts = { wallet: WalletClient; earlier: readonly TransactionRecord[]; quote: TransactionQuote };

/** Asks the wallet to do all the steps that are left together or not at all (EIP-5792). */
async function sendBundle(
  parameters: SendStepParameters,
  { wallet, earlier, quote }: BundleParts,
): Promise<SendResult> {
  const { account, steps, publicClient } = parameters;
  const left = await remainingSteps(publicClient, steps, parameters.firstStep);
  const requests = left.flatMap((index) => (steps[index] ? [requestOf(steps[index])] : []));
  const [last] = requests.slice(-1);
  if (!last) return "nothing-to-do";

  // Asked before without an answer: by the same name, a wallet does it once at most.
  const lost = earlier.find((record) => mayTurnUp(record) && record.bundle);
  let id = lost?.bundle?.id ?? bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
  const nonce = await publicClient.getTransactionCount({ address: account, blockTag: "latest" });
  const parts = { step: steps.length - 1, request: last, nonce };
  const record = recordOf(parameters, { ...parts, bundle: { id, steps: quote.together } });
  await transactions.add(record);
  for (const old of earlier) if (mayTurnUp(old)) await transactions.remove(old.id);

  const ask = async () =>
    (await wallet.sendCalls({ account, chain: wallet.chain, calls: requests, forceAtomic: true, id })).id;
  try {
    try {
      id = await ask();
    } catch (error) {
      if (!hasErrorCode(error, duplicateBundle)) throw error;
      // It has the earlier one. Unless it has forgotten what became of it, that one counts.
      const known = await wallet.getCallsStatus({ id }).catch(() => undefined);
      if (!known) {
        id = bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
        id = await ask();
      }
    }
  } catch (error) {
    await transactions.change(record.id, bundleRefusalOf(error));
    return "not-sent";
  }
  const bundle = { id, steps: quote.together };
  await transactions.change(record.id, { status: "submitted", bundle, createdAt: Date.now() });
  return "sent";
}

/** The person would not let the wallet become one that can do several things at once (EIP-5792). */
const upgradeDeclined = 5750;

/** What is known of a bundle that a wallet did not take. Any refusal but the person's own leads to single steps. */
function bundleRefusalOf(error: unknown): Pick<TransactionRecord, "status" | "sentence"> {
  const kind = errorKindOf(error);
  if (kind === "Rejected") return { status: "rejected", sentence: undefined };
  if (kind === "Timeout" || kind === "Unreachable")
    return { status: "unknown", sentence: explainError(error).sentence };
  return {
    status: "failed",
    sentence: hasErrorCode(error, upgradeDeclined)
      ? "You did not let your wallet change your account so that it can do several things at once. Nothing was sent. You can go on step by step."
      : "Your wallet said that it can do several things at once, and then did not take them. Nothing was sent. You can go on step by step.",
  };
}
