import type { AbiEvent, Address, Hex, Log } from "viem";
import { type Clue, cluesOf, isFromNode } from "../core/errorClues.ts";
import { isAnyLimit, type NodeErrorName, nodeErrorName } from "../core/nodeErrors.ts";
import { withPatience } from "../core/patience.ts";
import type { EventRef, ReadClient } from "./finding.ts";

type Span = { from: number; to: number };

export type GetLogsInRangesParameters<Event extends AbiEvent> = {
  address: Address;
  event: Event;
  /** Indexed arguments to match; an array matches any of its values. */
  args?: Record<string, unknown>;
  fromBlock: number;
  toBlock: number;
};

export type EventLog<Event extends AbiEvent> = Log<bigint, number, false, Event, true, [Event], Event["name"]>;

/** How many requests for logs are under way at a time. */
const parallelQueries = 4;

/** What is known of how many blocks a client's node answers for at once. It grows again: limits change, and blocks differ. */
type RangeLimit = {
  /** The most blocks to ask for. */
  size: number;
  /** How many answers for so many blocks it takes until twice as many are tried. */
  needed: number;
  /** How many there were. */
  good: number;
  /** Whether this size is only tried: it was not answered yet. */
  tried: boolean;
};

const rangeLimits = new WeakMap<ReadClient, RangeLimit>();

const [fewestNeeded, mostNeeded] = [4, 256];

function noteRefused(client: ReadClient, size: number): void {
  const known = rangeLimits.get(client);
  const half = Math.floor(size / 2);
  // Refused for the same range at the same time: one lesson.
  if (known && known.size <= half) return;
  const needed = known?.tried ? Math.min(mostNeeded, known.needed * 2) : (known?.needed ?? fewestNeeded);
  rangeLimits.set(client, { size: half, needed, good: 0, tried: false });
}

function noteAnswered(client: ReadClient, size: number): void {
  const known = rangeLimits.get(client);
  if (!known || size < known.size) return;
  if (known.tried) known.needed = fewestNeeded;
  known.tried = false;
  known.good++;
  if (known.good < known.needed) return;
  rangeLimits.set(client, { size: known.size * 2, needed: known.needed, good: 0, tried: true });
}

/**
 * All logs of an event in a range of blocks, in order. Splits the ranges that the node finds too wide, and waits while
 * it is only busy.
 */
export async function getLogsInRanges<const Event extends AbiEvent>(
  client: ReadClient,
  parameters: GetLogsInRangesParameters<Event>,
): Promise<EventLog<Event>[]> {
  const logs: EventLog<Event>[] = [];
  await visitLogsInRanges(client, parameters, (found) => {
    for (const log of found) logs.push(log);
  });
  return logs.sort((a, b) => Number(a.blockNumber - b.blockNumber) || a.logIndex - b.logIndex);
}

/**
 * The same, answer by answer and in no order, each forgotten once it was visited: millions of logs need no more memory
 * than what is kept of them.
 */
export async function visitLogsInRanges<const Event extends AbiEvent>(
  client: ReadClient,
  { address, event, args, fromBlock, toBlock }: GetLogsInRangesParameters<Event>,
  visit: (logs: readonly EventLog<Event>[]) => void,
): Promise<void> {
  const todo: Span[] = fromBlock <= toBlock ? [{ from: fromBlock, to: toBlock }] : [];

  const nextSpan = (): Span | undefined => {
    const span = todo.pop();
    if (span === undefined) return undefined;
    const size = rangeLimits.get(client)?.size ?? Number.POSITIVE_INFINITY;
    const to = Math.min(span.to, span.from + size - 1);
    if (to < span.to) todo.push({ from: to + 1, to: span.to });
    return { from: span.from, to };
  };

  const ask = ({ from, to }: Span) =>
    client.getLogs({
      address,
      event: event as AbiEvent,
      args: args,
      fromBlock: BigInt(from),
      toBlock: BigInt(to),
      strict: true,
    });

  const read = async (span: Span): Promise<void> => {
    const size = span.to - span.from + 1;
    const keep = (found: unknown) => {
      visit(found as EventLog<Event>[]);
      noteAnswered(client, size);
    };
    try {
      keep(await withPatience(() => ask(span), { unless: isAnyLimit }));
    } catch (error) {
      const clues = cluesOf(error);
      const refusal = rangeRefusalOf(clues);
      if (size === 1 || refusal === undefined) {
        if (!isAnyLimit(clues)) throw error;
        return keep(await withPatience(() => ask(span)));
      }
      // Providers refuse for many reasons in the same words: if a single block is answered, it was the range.
      if (refusal === "perhaps" && !(await isAnswered(ask({ from: span.from, to: span.from })))) {
        if (!isAnyLimit(clues)) throw error;
        return keep(await withPatience(() => ask(span)));
      }
      noteRefused(client, size);
      todo.push(span);
    }
  };

  while (todo.length > 0) {
    const wave: Span[] = [];
    while (wave.length < parallelQueries && todo.length > 0) wave.push(nextSpan() as Span);
    await Promise.all(wave.map(read));
  }
}

const isAnswered = (question: Promise<unknown>) =>
  question.then(
    () => true,
    () => false,
  );

/** A question that no other range makes better. */
const hopeless = new Set<NodeErrorName | undefined>([
  "TooManyRequests",
  "Unreachable",
  "NodeUnsupported",
  "NodeRefuses",
  "HistoryMissing",
  "BlockNotFound",
]);

/** Whether a node refused a query of logs for its range; "perhaps" if it does not say why. */
function rangeRefusalOf(clues: readonly Clue[]): "range" | "perhaps" | undefined {
  const name = nodeErrorName(clues);
  if (name === "RangeTooWide") return "range";
  if (!isFromNode(clues)) return undefined;
  if (clues.some((clue) => clue.name === "ResponseBodyTooLargeError" || clue.status === 413)) return "range";
  if (name === "Timeout") return "range";
  if (isAnyLimit(clues)) return "perhaps";
  return hopeless.has(name) || clues.some(({ status }) => status === 401 || status === 404) ? undefined : "perhaps";
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
export async function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  run: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await run(items[index] as Item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
