import type { GetCallsStatusReturnType, Hex } from "viem";
import type { ChainClient } from "../chain/createChainClient.ts";
import { intentLockName, isIntentLocked } from "./intentLock.ts";
import type { TransactionRecord } from "./TransactionRecord.ts";

export type CallsStatus = Pick<GetCallsStatusReturnType, "status" | "statusCode" | "receipts">;

/** What the wallet that took a bundle says about it: undefined if it cannot be asked now, null if it does not know it. */
export type ReadCallsStatus = (record: TransactionRecord) => Promise<CallsStatus | null | undefined>;

/** After a wallet took a bundle and no more knew it, in milliseconds. */
const forgottenAfter = 180_000;

/**
 * Asks the wallet what became of a bundle, and the chain whether that is so. Returns what is new about it. Throws if the
 * chain does not answer.
 */
export async function checkBundle(
  client: ChainClient,
  record: TransactionRecord,
  readStatus: ReadCallsStatus,
  now: number,
): Promise<Partial<TransactionRecord>> {
  const unanswered = record.status === "signing";
  if (unanswered && (await isIntentLocked(intentLockName(record.chainId, record.account, record.intent)))) return {};
  const answer = await readStatus(record);
  if (answer === undefined) return {};
  if (answer === null) {
    return !unanswered && now - (record.knownAt ?? record.createdAt) > forgottenAfter
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
