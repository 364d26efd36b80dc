import {
  BaseError,
  ContractFunctionRevertedError,
  type Hex,
  HttpRequestError,
  type PublicClient,
  RpcRequestError,
  SocketClosedError,
  TimeoutError,
  WebSocketRequestError,
} from "viem";
import type { Deployment } from "../core/deployment.ts";
import { hasErrorCode } from "../core/errorClues.ts";
import { type Explanation, errorKindOf, explainError, isRevert } from "../core/explainError.ts";
import type { NodeErrorName } from "../core/nodeErrors.ts";
import type { ContentStore } from "../core/store.ts";
import { ColophonError } from "../model/errors.ts";

/** What reads need of a viem client: any PublicClient will do, and so will a smaller one. */
export type ReadClient = Pick<
  PublicClient,
  | "call"
  | "chain"
  | "getBalance"
  | "getBlock"
  | "getBlockNumber"
  | "getChainId"
  | "getCode"
  | "getLogs"
  | "getTransactionReceipt"
  | "readContract"
  | "simulateContract"
>;

/** Where reads look: a chain, our contracts on it, and the content store, without which metadata stays unknown. */
export type ReadContext = { client: ReadClient; deployment: Deployment; store?: ContentStore | undefined };

/** A block that something was read at or happened in. Time in seconds since 1970. */
export type BlockRef = { number: number; hash: Hex; time: number };

/** Where on the chain something happened. Time in seconds since 1970. */
export type EventRef = { block: number; blockHash: Hex; time: number; transaction: Hex; logIndex: number };

/**
 * What a read of the chain found. A failure to look is "unknown", never "not found"; `block` is the one that the
 * answer holds for.
 */
export type Finding<Value> =
  | { status: "found"; value: Value; block: BlockRef }
  | { status: "not-found"; block: BlockRef }
  | { status: "unknown"; problem: Explanation; cause: unknown };

/** What a read of the content store found. Something that isn't what it should be is "invalid". */
export type ContentFinding<Value> =
  | { status: "found"; value: Value }
  | { status: "not-found" | "unknown" | "invalid"; sentence: string };

/** Runs a read at the latest block. Undefined means not found; failures of node and chain become "unknown". */
export async function readAtHead<Value>(
  context: ReadContext,
  read: (block: BlockRef) => Promise<Value | undefined>,
): Promise<Finding<Value>> {
  try {
    const block = await readHead(context.client, context.deployment);
    const value = await read(block);
    return value === undefined ? { status: "not-found", block } : { status: "found", value, block };
  } catch (error) {
    // Anything else is a defect of ours and must not look like a fact about the chain.
    if (!(error instanceof BaseError || error instanceof ColophonError)) throw error;
    return { status: "unknown", problem: explainError(error), cause: error };
  }
}

const checkedChains = new WeakMap<ReadClient, Map<string, Promise<void>>>();

/** That the node serves the deployment's chain, with code where the register should be. */
async function checkChain(client: ReadClient, deployment: Deployment): Promise<void> {
  const { address } = deployment.contracts.works;
  const [chainId, code] = await Promise.all([client.getChainId(), client.getCode({ address })]);
  if (chainId !== deployment.chainId) {
    throw new NodeError(
      `The node serves chain ${chainId}, but chain ${deployment.chainId} was asked for. Check the address of the node.`,
    );
  }
  if (code === undefined || code === "0x") {
    throw new NodeError(
      `There is no contract at ${address}, where the register of works should be. The chain may have been restarted, or the node may be behind.`,
    );
  }
}

/** The latest block, after checking once for each client and deployment that it is the right chain. */
export async function readHead(client: ReadClient, deployment: Deployment): Promise<BlockRef> {
  const known = checkedChains.get(client) ?? new Map<string, Promise<void>>();
  checkedChains.set(client, known);
  const key = `${deployment.chainId} ${deployment.contracts.works.address}`;
  const checked = known.get(key) ?? checkChain(client, deployment);
  known.set(key, checked);
  try {
    const [block] = await Promise.all([client.getBlock({ blockTag: "latest" }), checked]);
    return { number: Number(block.number), hash: block.hash, time: Number(block.timestamp) };
  } catch (error) {
    // A failed check is made again: the node may have been down, or at another address by now.
    known.delete(key);
    throw error;
  }
}

/** A node that cannot answer: it serves another chain, or does not have what the contracts say there is. */
export class NodeError extends ColophonError {
  override name = "NodeError";
}

/** The contract remembers something whose log the node doesn't have: logs were pruned, or the node is lying. */
export function missingLogs(what: string): NodeError {
  return new NodeError(
    `The node knows ${what} but not its record in the log. Ask another node: this one may have discarded old logs.`,
  );
}

/** Whether a call reverted because there is no such token. */
export function isMissingToken(error: unknown): boolean {
  if (!(error instanceof BaseError)) return false;
  const revert = error.walk((cause) => cause instanceof ContractFunctionRevertedError);
  return revert instanceof ContractFunctionRevertedError && revert.data?.errorName === "ERC721NonexistentToken";
}

const unreachableErrors = [HttpRequestError, TimeoutError, WebSocketRequestError, SocketClosedError];

/** What a node that answered may say instead of an answer. */
const noAnswer = new Set<NodeErrorName | undefined>([
  "Unreachable",
  "Timeout",
  "TooManyRequests",
  "HistoryMissing",
  "BlockNotFound",
  "NodeUnsupported",
]);

/** Whether an error says that the node didn't answer, rather than what it answered: a busy node says nothing of a token. */
export function isUnreachable(error: BaseError): boolean {
  if (isRevert(error)) return false;
  if (error.walk((cause) => unreachableErrors.some((kind) => cause instanceof kind)) !== null) return true;
  if (error.walk((cause) => cause instanceof RpcRequestError) === null) return false;
  return noAnswer.has(errorKindOf(error)) || hasErrorCode(error, -32603);
}
