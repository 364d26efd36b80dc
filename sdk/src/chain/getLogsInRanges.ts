import type { AbiEvent, Address, Log } from "viem";
import { isRangeError } from "./isRangeError.ts";
import type { ReadClient } from "./ReadClient.ts";

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
const parallel = 4;

/** The most blocks that a client's node is known to answer for. */
const limits = new WeakMap<ReadClient, number>();

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
    const size = limits.get(client) ?? Number.POSITIVE_INFINITY;
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
      limits.set(client, Math.min(limits.get(client) ?? size, Math.floor(size / 2)));
      todo.push(span);
    }
  };

  while (todo.length > 0) {
    const wave: Span[] = [];
    while (wave.length < parallel && todo.length > 0) wave.push(nextSpan() as Span);
    await Promise.all(wave.map(read));
  }
  return logs.sort((a, b) => Number(a.blockNumber - b.blockNumber) || a.logIndex - b.logIndex);
}
