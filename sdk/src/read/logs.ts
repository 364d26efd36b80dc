import {
  type AbiEvent,
  type Address,
  BaseError,
  type Hex,
  HttpRequestError,
  type Log,
  ResponseBodyTooLargeError,
  RpcRequestError,
  TimeoutError,
} from "viem";
import type { EventRef, ReadClient } from "./finding.ts";

type Span = { from: number; to: number };

export type GetLogsInRangesParameters<event extends AbiEvent> = {
  address: Address;
  event: event;
  /** Indexed arguments to match; an array matches any of its values. */
  args?: Record<string, unknown>;
  fromBlock: number;
  toBlock: number;
};

export type EventLog<event extends AbiEvent> = Log<bigint, number, false, event, true, [event], event["name"]>;

/** How many requests for logs are under way at a time. */
const parallelQueries = 4;

/** The most blocks that a client's node is known to answer for. */
const rangeLimits = new WeakMap<ReadClient, number>();

/** All logs of an event in a range of blocks, in order. Halves the ranges that the node finds too wide. */
export async function getLogsInRanges<const event extends AbiEvent>(
  client: ReadClient,
  { address, event, args, fromBlock, toBlock }: GetLogsInRangesParameters<event>,
): Promise<EventLog<event>[]> {
  const logs: EventLog<event>[] = [];
  const todo: Span[] = fromBlock <= toBlock ? [{ from: fromBlock, to: toBlock }] : [];

  const nextSpan = (): Span | undefined => {
    const span = todo.pop();
    if (span === undefined) return undefined;
    const size = rangeLimits.get(client) ?? Number.POSITIVE_INFINITY;
    const to = Math.min(span.to, span.from + size - 1);
    if (to < span.to) todo.push({ from: to + 1, to: span.to });
    return { from: span.from, to };
  };

  const read = async (span: Span): Promise<void> => {
    try {
      const found = await client.getLogs({
        address,
        event: event as AbiEvent,
        args: args as never,
        fromBlock: BigInt(span.from),
        toBlock: BigInt(span.to),
        strict: true,
      });
      for (const log of found as unknown as EventLog<event>[]) logs.push(log);
    } catch (error) {
      const size = span.to - span.from + 1;
      if (size === 1 || !isRangeError(error)) throw error;
      rangeLimits.set(client, Math.min(rangeLimits.get(client) ?? size, Math.floor(size / 2)));
      todo.push(span);
    }
  };

  while (todo.length > 0) {
    const wave: Span[] = [];
    while (wave.length < parallelQueries && todo.length > 0) wave.push(nextSpan() as Span);
    await Promise.all(wave.map(read));
  }
  return logs.sort((a, b) => Number(a.blockNumber - b.blockNumber) || a.logIndex - b.logIndex);
}

// Nodes and providers word the same refusal in many ways; most share a code.
const refusalWords =
  /range|limit|too (?:many|large|wide|big)|more than|exceed|up to|max(?:imum)?|response size|timed? ?out/i;

const refusalCodes = [-32005, -32602, -32600, -32000, -32603, -32011, -32012, -32616, -32701, 35, 429];

const refusalStatuses = [400, 403, 408, 413, 500, 502, 503, 504];

/** Whether a node refused a query of logs because it covers too many blocks or finds too many logs. */
function isRangeError(error: unknown): boolean {
  if (!(error instanceof BaseError)) return false;
  if (error.walk((cause) => cause instanceof TimeoutError || cause instanceof ResponseBodyTooLargeError)) return true;
  const rpc = error.walk((cause) => cause instanceof RpcRequestError);
  if (rpc instanceof RpcRequestError) return refusalCodes.includes(rpc.code) && refusalWords.test(rpc.details);
  const http = error.walk((cause) => cause instanceof HttpRequestError);
  if (http instanceof HttpRequestError && http.status !== undefined) {
    return refusalStatuses.includes(http.status) && refusalWords.test(`${http.details} ${http.shortMessage}`);
  }
  return refusalWords.test(error.details) && !/fetch|network|socket|rate|per second/i.test(error.details);
}

export type MinedLog = {
  blockNumber: bigint;
  blockHash: Hex;
  blockTimestamp?: bigint | undefined;
  transactionHash: Hex;
  logIndex: number;
};

const blockTimes = new WeakMap<ReadClient, Map<Hex, number>>();

/** Logs with where each stands, and its block's time, which most nodes send along and others are asked for. */
export async function withPlaces<const Mined extends MinedLog>(
  client: ReadClient,
  logs: readonly Mined[],
): Promise<(Mined & { at: EventRef })[]> {
  const known = blockTimes.get(client) ?? new Map<Hex, number>();
  blockTimes.set(client, known);
  for (const log of logs) if (log.blockTimestamp) known.set(log.blockHash, Number(log.blockTimestamp));
  const missing = [...new Set(logs.map((log) => log.blockHash))].filter((hash) => !known.has(hash));
  await mapLimit(missing, 8, async (blockHash) => {
    known.set(blockHash, Number((await client.getBlock({ blockHash })).timestamp));
  });
  return logs.map((log) => ({
    ...log,
    at: {
      block: Number(log.blockNumber),
      blockHash: log.blockHash,
      time: known.get(log.blockHash) as number,
      transaction: log.transactionHash,
      logIndex: log.logIndex,
    },
  }));
}

/** Less than zero as `a` happened before `b`. */
export function compareEvents(a: EventRef, b: EventRef): number {
  return a.block - b.block || a.logIndex - b.logIndex;
}

/** `Promise.all` over `items`, with at most `limit` of them under way at a time. */
export async function mapLimit<item, result>(
  items: readonly item[],
  limit: number,
  run: (item: item, index: number) => Promise<result>,
): Promise<result[]> {
  const results: result[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await run(items[index] as item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
