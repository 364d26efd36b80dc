import { explainError, isSameAddress } from "@colophon/sdk";
import { getLogsInRanges } from "@colophon/sdk/read";
import {
  type AbiEvent,
  type Address,
  type GetCallsStatusReturnType,
  type Hex,
  parseAbiItem,
  type Transaction,
  TransactionNotFoundError,
  TransactionReceiptNotFoundError,
  toEventSelector,
} from "viem";
import type { ChainClient } from "../chainClient.ts";
import { isLocked } from "../device.ts";
import { blockBefore, findByNonce } from "./findByNonce.ts";
import { intentLockName, isPending, type TransactionRecord } from "./record.ts";

/** After the network knew it once and then no more, in milliseconds. */
const forgottenAfter = 15_000;

/** After it was handed over and the network never showed it, in milliseconds: some wallets send by private ways. */
const neverSeenAfter = 180_000;

/** Until a nonce that is used, by something that this node cannot show, counts against a transaction: nodes lag. */
const unseenAfter = 60_000;

type CheckOptions = {
  /** Asks the wallet about a bundle. */
  readStatus?: AskCallsStatus;
  now?: number;
  /** Whether nobody else can be asking a wallet for it: whoever looks holds its lock. */
  alone?: boolean;
};

const cannotAsk: AskCallsStatus = async () => undefined;

/** Asks the chain what became of a transaction, and returns what is new about it. Throws if the chain does not answer. */
export async function checkTransaction(
  client: ChainClient,
  record: TransactionRecord,
  options: CheckOptions = {},
): Promise<Partial<TransactionRecord>> {
  const { readStatus = cannotAsk, now = Date.now() } = options;
  if (record.hash === undefined) {
    return record.bundle ? checkBundle(client, record, readStatus, now) : checkUnanswered(client, record, options);
  }

  // What became of a part of a bundle its wallet alone knows, whatever became of the transaction around it.
  if (record.bundle && (record.status === "reverted" || record.status === "failed")) return {};
  const receipt = await client.getTransactionReceipt({ hash: record.hash }).catch((error: unknown) => {
    if (error instanceof TransactionReceiptNotFoundError) return undefined;
    throw error;
  });
  if (receipt) {
    const patch = await includedPatch(client, record, record.hash);
    // What a contract account did is told by its own log, whatever became of the transaction around it.
    const refused = record.status === "reverted" && patch.status === "confirmed";
    return refused && (await isContract(client, record.account)) ? {} : patch;
  }

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
    return { status: "submitted", nonce: known.nonce, ...(fresh ? {} : { knownAt: now, sentence: undefined }) };
  }

  const forgotten =
    record.knownAt === undefined ? now - record.createdAt > neverSeenAfter : now - record.knownAt > forgottenAfter;
  if (await isContract(client, record.account)) {
    const executed = await executionOf(client, record, record.hash);
    if (executed) return executed;
    return forgotten && isOpen(record) ? { status: "unknown", sentence: otherSigners } : {};
  }
  // What could not be seen once is not looked for in the same blocks again.
  if (record.status === "unknown") return {};
  const mined = await usedNonce(client, record);
  if (mined === "out of sight") {
    // The node may have been behind when it was asked for the receipt.
    const late = await client.getTransactionReceipt({ hash: record.hash }).catch(() => undefined);
    if (late) return includedPatch(client, record, record.hash);
    return isOpen(record) && now - (record.knownAt ?? record.createdAt) > unseenAfter
      ? { status: "unknown", sentence: outOfSight }
      : {};
  }
  if (mined) return replacedPatch(client, record, mined);
  return forgotten && record.status === "submitted"
    ? {
        status: "dropped",
        sentence:
          "The network does not know this transaction (any more). Nothing has happened so far, and no fee was paid. If you ask again, it is asked for with the same number: as long as your wallet keeps that, only one of the two can happen.",
      }
    : {};
}

/** Whether nobody has said yet what became of it: neither the network nor the person. */
function isOpen({ status }: TransactionRecord): boolean {
  return status === "submitted" || status === "signing";
}

const otherSigners =
  "Your wallet gave a number that the network does not know (yet). Other signers may have to agree. Look there before you ask again.";

const outOfSight =
  "Another transaction of your account with the same number was taken up, and this node cannot show which. If you sent this one again with a higher fee, it happened. Look at your wallet's list before you ask again.";

/** An account that delegates to code (EIP-7702) still sends its own transactions. */
const delegated = "0xef0100";

/** Whether the account is a contract, such as a Safe: it has no nonce of its own, and others may have to sign. */
async function isContract(client: ChainClient, account: Address): Promise<boolean> {
  const code = (await client.getCode({ address: account })) ?? "0x";
  return code !== "0x" && !code.toLowerCase().startsWith(delegated);
}

/** What a contract logs of what it carried out under the number that a wallet gave. */
type Execution = {
  event: AbiEvent;
  /** Who logs it; the account itself if missing. Nobody else is believed. */
  by?: Address;
  args?: (number: Hex, account: Address) => Record<string, unknown>;
  succeeded: (args: Record<string, unknown>) => boolean;
};

/** A Safe, once all have signed: in its versions with and without index. */
const ofSafe = [true, false].flatMap((succeeded) =>
  ["indexed ", ""].map(
    (indexed): Execution => ({
      event: parseAbiItem([
        `event Execution${succeeded ? "Success" : "Failure"}(bytes32 ${indexed}txHash, uint256 payment)`,
      ]) as AbiEvent,
      ...(indexed && { args: (txHash) => ({ txHash }) }),
      succeeded: () => succeeded,
    }),
  ),
);

/** The contracts through which accounts of ERC-4337 act, in the versions 0.6 to 0.9. */
const entryPoints: readonly Address[] = [
  "0x5FF137D4b0FDCD49DcA30c7CF57E578a026d2789",
  "0x0000000071727De22E5E9d8BAf0edAc6f37da032",
  "0x4337084D9E255Ff0702461CF8895CE9E3b5Ff108",
  "0x433709009B8330FDa32311DF1C2AFA402eD8D009",
];

const userOperation = parseAbiItem(
  "event UserOperationEvent(bytes32 indexed userOpHash, address indexed sender, address indexed paymaster, uint256 nonce, bool success, uint256 actualGasCost, uint256 actualGasUsed)",
);

const executions: readonly Execution[] = [
  ...ofSafe,
  ...entryPoints.map(
    (by): Execution => ({
      event: userOperation,
      by,
      args: (userOpHash, sender) => ({ userOpHash, sender }),
      succeeded: ({ success }) => success === true,
    }),
  ),
];

/** How many of the last blocks are read again, since they may be replaced. */
const replaceable = 64n;

/** Up to which block nothing was seen of a number: what is old is not read again at every look. */
const lookedUpTo = new Map<Hex, bigint>();

/** What became of what a contract was asked for, by the number that its wallet gave; undefined if nothing is seen of it. */
async function executionOf(
  client: ChainClient,
  record: TransactionRecord,
  number: Hex,
): Promise<Partial<TransactionRecord> | undefined> {
  const head = await client.getBlock();
  const fromBlock = lookedUpTo.get(number) ?? (await blockBefore(client, record.createdAt, head));
  for (const { event, by = record.account, args, succeeded } of executions) {
    const range = { address: by, event, fromBlock: Number(fromBlock), toBlock: Number(head.number) };
    const logs = await getLogsInRanges(client, {
      ...range,
      ...(args && { args: args(number, record.account) }),
    }).catch(() => undefined);
    // A node that tells no logs at all: the person is asked to look instead.
    if (!logs) return undefined;
    const topic = toEventSelector(event);
    const log = logs.find(
      ({ topics, data }) =>
        topics[0] === topic && [...topics, data].join().toLowerCase().includes(number.slice(2).toLowerCase()),
    );
    if (!log) continue;
    const patch = await includedPatch(client, record, log.transactionHash);
    if (succeeded({ ...log.args })) return { ...patch, hash: log.transactionHash };
    const sentence =
      "Your wallet carried it out, and a contract refused it. Nothing happened besides the network's fee.";
    return { ...patch, status: "reverted", hash: log.transactionHash, sentence };
  }
  // The last blocks may still be replaced.
  lookedUpTo.set(number, head.number > fromBlock + replaceable ? head.number - replaceable : fromBlock);
  return undefined;
}

/** The page was closed while the wallet was asking: was it sent? Only the account's nonce can tell. */
async function checkUnanswered(
  client: ChainClient,
  record: TransactionRecord,
  { alone }: CheckOptions,
): Promise<Partial<TransactionRecord>> {
  if (!isPending(record) && record.status !== "dropped") return {};
  if (!alone && record.status === "signing" && (await isLocked(lockOf(record)))) return {};
  const unclear: Partial<TransactionRecord> = isOpen(record) ? { status: "unknown", sentence: unanswered } : {};
  if (await isContract(client, record.account)) return unclear;
  const mined = await usedNonce(client, record);
  if (mined === undefined) return {};
  if (mined === "out of sight") return unclear;
  if (isSameRequest(mined, record)) return { ...(await includedPatch(client, record, mined.hash)), hash: mined.hash };
  return {
    status: "failed",
    sentence:
      "It was not sent: your wallet gave no answer before the page was closed, and has sent something else since.",
  };
}

const lockOf = ({ chainId, account, intent }: TransactionRecord) => intentLockName(chainId, account, intent);

const unanswered =
  "The page was closed while your wallet was asking, and it cannot be seen from here what became of it. Look at your wallet's list before you ask again.";

/** The transaction that used the nonce, undefined if none did, "out of sight" if one did that the node cannot show. */
async function usedNonce(
  client: ChainClient,
  record: TransactionRecord,
): Promise<Transaction | "out of sight" | undefined> {
  const count = await client.getTransactionCount({ address: record.account, blockTag: "latest" });
  return count <= record.nonce ? undefined : findByNonce(client, record);
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
  const cancelled = mined.value === 0n && isSameAddress(mined.to, record.account);
  return {
    status: "replaced",
    sentence: cancelled
      ? "You cancelled it in your wallet. Nothing happened; you paid the fee of the cancellation."
      : "Another transaction of your wallet took its place. This one did not happen.",
  };
}

function isSameRequest(transaction: Transaction, { request }: TransactionRecord): boolean {
  return (
    isSameAddress(transaction.to, request.to) &&
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
    return afterFee(explainError(error).sentence);
  }
  return "It ran out of gas or something changed before it was included. Nothing happened besides the network's fee.";
}

/** A sentence on a refusal, where the network's fee was spent all the same. */
function afterFee(sentence: string): string {
  return sentence
    .replace(/\bnothing was paid\b/gi, "nothing was paid but the network's fee")
    .replace(/\byou paid nothing\b/gi, (said) => `${said} but the network's fee`);
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
  if (unanswered && (await isLocked(lockOf(record)))) return {};
  const answer = await readStatus(record);
  const silent = record.status === "submitted" && now - (record.knownAt ?? record.createdAt) > bundleForgottenAfter;
  if (answer === undefined) {
    return silent
      ? {
          status: "unknown",
          sentence:
            "The wallet that took this cannot be asked now. Connect it again, and the outcome appears here. Or look at its own list of what it did before you ask again.",
        }
      : {};
  }
  if (answer === null) {
    return silent
      ? {
          status: "unknown",
          sentence: "Your wallet no longer knows this. Look at its own list of what it did before you ask again.",
        }
      : {};
  }
  const hash = answer.receipts?.at(-1)?.transactionHash;
  switch (answer.status) {
    case "success": {
      // A wallet's word is not enough: it counts once the chain has it.
      const found = hash && (await included(client, answer, hash));
      if (found) return found;
      return silent ? { status: "unknown", sentence: unshown } : hash ? { status: "submitted" } : {};
    }
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

const unshown =
  "Your wallet says that it is done, and this node does not show it. Look at your wallet's own list of what it did before you ask again.";

async function included(
  client: ChainClient,
  { receipts }: CallsStatus,
  hash: Hex,
): Promise<Partial<TransactionRecord> | undefined> {
  const receipt = await client.getTransactionReceipt({ hash }).catch(() => undefined);
  if (!receipt) return undefined;
  const block = await client.getBlock({ blockHash: receipt.blockHash });
  // Others may have been served in the same transaction. What the wallet calls ours is looked for in what the chain has.
  const keyOf = (log: { address: Hex; data: Hex; topics: readonly Hex[] }) =>
    [log.address, log.data, ...log.topics].join().toLowerCase();
  const ours = new Set(receipts?.flatMap(({ logs }) => logs.map((log) => keyOf(log))));
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
    return "Something changed before it was included. Nothing happened besides the network's fee. You can go on step by step.";
  }
  return "Your wallet did only a part of it, although it was asked for all or nothing. What is done is left out below; look at its own list, then go on step by step.";
}
