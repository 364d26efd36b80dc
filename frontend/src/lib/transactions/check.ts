import {
  type Address,
  type GetCallsStatusReturnType,
  type Hex,
  type Transaction,
  TransactionNotFoundError,
  TransactionReceiptNotFoundError,
} from "viem";
import type { ChainClient } from "../chainClient.ts";
import { sentenceOf } from "../sentenceOf.ts";
import { intentLockName, isIntentLocked } from "./intentLock.ts";
import type { TransactionRecord } from "./record.ts";

/** How many blocks back a replacement is looked for: about four hours on Ethereum, longer than fees stay wrong. */
const searchedBlocks = 1_200n;

/** After the network knew it once and then no more, in milliseconds. */
const forgottenAfter = 15_000;

/** After it was handed over and the network never showed it, in milliseconds: some wallets send by private ways. */
const neverSeenAfter = 180_000;

type CheckOptions = {
  /** Asks the wallet about a bundle. */
  readStatus?: AskCallsStatus;
  now?: number;
};

const cannotAsk: AskCallsStatus = async () => undefined;

/** Asks the chain what became of a transaction, and returns what is new about it. Throws if the chain does not answer. */
export async function checkTransaction(
  client: ChainClient,
  record: TransactionRecord,
  { readStatus = cannotAsk, now = Date.now() }: CheckOptions = {},
): Promise<Partial<TransactionRecord>> {
  if (record.hash === undefined) {
    return record.bundle ? checkBundle(client, record, readStatus, now) : checkUnanswered(client, record);
  }

  const receipt = await client.getTransactionReceipt({ hash: record.hash }).catch((error: unknown) => {
    if (error instanceof TransactionReceiptNotFoundError) return undefined;
    throw error;
  });
  if (receipt) return includedPatch(client, record, record.hash);

  // A block that held it is gone.
  if (record.inclusion) {
    return {
      status: "submitted",
      inclusion: undefined,
      // A bundle may come back in another transaction, which only the wallet can name.
      ...(record.bundle ? { hash: undefined } : {}),
      knownAt: now,
      acknowledged: false,
      sentence: "The chain dropped the block that held it. It is waiting again, and will most likely be taken up anew.",
    };
  }

  const known = await client.getTransaction({ hash: record.hash }).catch((error: unknown) => {
    if (error instanceof TransactionNotFoundError) return undefined;
    throw error;
  });
  if (known) {
    // Telling the others on every look would be noise.
    const fresh = record.knownAt !== undefined && now - record.knownAt < 5_000;
    return { status: "submitted", nonce: known.nonce, ...(fresh ? {} : { knownAt: now }) };
  }

  const mined = await usedNonce(client, record);
  if (mined === "later") return {};
  if (mined) return replacedPatch(client, record, mined);
  const forgotten =
    record.knownAt === undefined ? now - record.createdAt > neverSeenAfter : now - record.knownAt > forgottenAfter;
  return forgotten && record.status === "submitted"
    ? {
        status: "dropped",
        sentence: "The network no longer knows this transaction. Nothing happened and no fee was paid.",
      }
    : {};
}

/** The page was closed while the wallet was asking: was it sent? Only the account's nonce can tell. */
async function checkUnanswered(client: ChainClient, record: TransactionRecord): Promise<Partial<TransactionRecord>> {
  if (record.status !== "signing") return {};
  if (await isIntentLocked(intentLockName(record.chainId, record.account, record.intent))) return {};
  const mined = await usedNonce(client, record);
  if (mined === undefined || mined === "later") return {};
  if (isSameRequest(mined, record)) return { ...(await includedPatch(client, record, mined.hash)), hash: mined.hash };
  return {
    status: "failed",
    sentence:
      "It was not sent: your wallet gave no answer before the page was closed, and has sent something else since.",
  };
}

/** The transaction that used the nonce, undefined if none did, "later" if one did but could not be found yet. */
async function usedNonce(client: ChainClient, record: TransactionRecord): Promise<Transaction | "later" | undefined> {
  const count = await client.getTransactionCount({ address: record.account, blockTag: "latest" });
  if (count <= record.nonce) return undefined;
  const head = await client.getBlockNumber({ cacheTime: 0 });
  const earliest = head > searchedBlocks ? head - searchedBlocks : 0n;
  return (await readByNonce(client, record.account, record.nonce, earliest)) ?? "later";
}

async function replacedPatch(
  client: ChainClient,
  record: TransactionRecord,
  mined: Transaction,
): Promise<Partial<TransactionRecord>> {
  if (isSameRequest(mined, record)) {
    const patch = await includedPatch(client, record, mined.hash);
    return { ...patch, hash: mined.hash, sentence: patch.sentence ?? "You sent it again with a higher fee." };
  }
  const cancelled = mined.value === 0n && mined.to?.toLowerCase() === record.account.toLowerCase();
  return {
    status: "replaced",
    sentence: cancelled
      ? "You cancelled it in your wallet. Nothing happened; you paid the fee of the cancellation."
      : "Another transaction of your wallet took its place. This one did not happen.",
  };
}

function isSameRequest(transaction: Transaction, { request }: TransactionRecord): boolean {
  return (
    transaction.to?.toLowerCase() === request.to.toLowerCase() &&
    transaction.input === request.data &&
    transaction.value === request.value
  );
}

async function includedPatch(
  client: ChainClient,
  record: TransactionRecord,
  hash: Hex,
): Promise<Partial<TransactionRecord>> {
  const receipt = await client.getTransactionReceipt({ hash });
  if (record.inclusion?.blockHash === receipt.blockHash) return {};
  const block = await client.getBlock({ blockHash: receipt.blockHash });
  const inclusion = {
    block: receipt.blockNumber,
    blockHash: receipt.blockHash,
    time: block.timestamp,
    fee: receipt.gasUsed * receipt.effectiveGasPrice,
    logs: receipt.logs,
  };
  if (receipt.status === "success") return { status: "confirmed", inclusion, sentence: undefined };
  return { status: "reverted", inclusion, sentence: await reasonOf(client, record, receipt.blockNumber) };
}

/** Tries it out again on the state it met, to learn why it did not go through. */
async function reasonOf(client: ChainClient, record: TransactionRecord, block: bigint): Promise<string> {
  try {
    await client.call({ account: record.account, ...record.request, blockNumber: block });
  } catch (error) {
    return sentenceOf(error);
  }
  return "It ran out of gas or met a state that has changed since. Nothing happened besides the network's fee.";
}

export type CallsStatus = Pick<GetCallsStatusReturnType, "status" | "statusCode" | "receipts">;

/** What the wallet that took a bundle says about it: undefined if it cannot be asked now, null if it does not know it. */
export type AskCallsStatus = (record: TransactionRecord) => Promise<CallsStatus | null | undefined>;

/** After a wallet took a bundle and no more knew it, in milliseconds. */
const bundleForgottenAfter = 180_000;

/**
 * Asks the wallet what became of a bundle, and the chain whether that is so. Returns what is new about it. Throws if the
 * chain does not answer.
 */
export async function checkBundle(
  client: ChainClient,
  record: TransactionRecord,
  readStatus: AskCallsStatus,
  now: number,
): Promise<Partial<TransactionRecord>> {
  const unanswered = record.status === "signing";
  if (unanswered && (await isIntentLocked(intentLockName(record.chainId, record.account, record.intent)))) return {};
  const answer = await readStatus(record);
  if (answer === undefined) return {};
  if (answer === null) {
    return !unanswered && now - (record.knownAt ?? record.createdAt) > bundleForgottenAfter
      ? {
          status: "dropped",
          sentence: "Your wallet no longer knows this. Look at its own list of what it did before you ask again.",
        }
      : {};
  }
  const hash = answer.receipts?.at(-1)?.transactionHash;
  switch (answer.status) {
    case "success":
      // A wallet's word is not enough: it counts once the chain has it.
      return hash ? included(client, answer, hash) : {};
    case "failure":
      return {
        status: answer.statusCode < 500 ? "failed" : "reverted",
        sentence: failureInWords(answer.statusCode),
        ...(hash ? { hash } : {}),
      };
    default: {
      const fresh = record.knownAt !== undefined && now - record.knownAt < 5_000;
      return { status: "submitted", ...(fresh ? {} : { knownAt: now }) };
    }
  }
}

async function included(
  client: ChainClient,
  { receipts }: CallsStatus,
  hash: Hex,
): Promise<Partial<TransactionRecord>> {
  const receipt = await client.getTransactionReceipt({ hash }).catch(() => undefined);
  if (!receipt) return { status: "submitted" };
  const block = await client.getBlock({ blockHash: receipt.blockHash });
  // Others may have been served in the same transaction. What the wallet calls ours is looked for in what the chain has.
  const keyOf = (log: { address: Hex; data: Hex; topics: readonly Hex[] }) =>
    [log.address, log.data, ...log.topics].join().toLowerCase();
  const ours = new Set(receipts?.flatMap(({ logs }) => logs.map((log) => keyOf(log as never))));
  const inclusion = {
    block: receipt.blockNumber,
    blockHash: receipt.blockHash,
    time: block.timestamp,
    fee: receipt.gasUsed * receipt.effectiveGasPrice,
    logs: receipt.logs.filter((log) => ours.has(keyOf(log))),
  };
  if (receipt.status === "success") return { status: "confirmed", hash, inclusion, sentence: undefined };
  return { status: "reverted", hash, inclusion, sentence: failureInWords(500) };
}

function failureInWords(code: number): string {
  if (code < 500) return "Your wallet did not get it onto the network. Nothing happened. You can go on step by step.";
  if (code < 600) {
    return "It met a state that has changed since. Nothing happened besides the network's fee. You can go on step by step.";
  }
  return "Your wallet did only a part of it, although it was asked for all or nothing. What is done is left out below; look at its own list, then go on step by step.";
}

/**
 * The mined transaction with which an account used a nonce, found by halving the range of blocks. Undefined if the
 * nonce is not used yet or the node has forgotten the blocks.
 */
async function readByNonce(
  client: ChainClient,
  account: Address,
  nonce: number,
  earliest: bigint,
): Promise<Transaction | undefined> {
  const usedAt = async (blockNumber: bigint) =>
    (await client.getTransactionCount({ address: account, blockNumber })) > nonce;
  let high = await client.getBlockNumber({ cacheTime: 0 });
  let low = earliest;
  if (high < low || !(await usedAt(high))) return undefined;
  while (low < high) {
    const middle = (low + high) / 2n;
    if (await usedAt(middle)) high = middle;
    else low = middle + 1n;
  }
  const block = await client.getBlock({ blockNumber: high, includeTransactions: true });
  return block.transactions.find(
    (transaction) => transaction.from.toLowerCase() === account.toLowerCase() && transaction.nonce === nonce,
  );
}
