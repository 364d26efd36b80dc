import { type Deployment, isSameAddress } from "@colophon/sdk";
import { custom, type Hex, http, numberToHex, type RpcLog, type Transport } from "viem";
import { type CountedEvents, countedEvents } from "./countLogs.ts";

type Request = { method: string; params?: unknown };

/** The logs of a stretch of blocks that one contract emitted under one first topic. */
type Asked = { address: Hex; topic: Hex; from: number; to: number };

/** A stretch of blocks whose logs were asked for, once for everybody. */
type Stretch = { from: number; to: number; logs: Promise<RpcLog[]>; told: Set<string> };

/** So many stretches are kept: as many as Ponder takes in at the same time, and their neighbours. */
const mostKept = 32;

/** How long to wait for one node, in milliseconds. */
const patience = 10_000;

/** How long a node that failed is left alone if there is another, in milliseconds. */
const rest = 5000;

/** An answer that no other node would give differently: the question itself is refused, or its range is too large. */
const isRefusal = (error: unknown) =>
  typeof error === "object" &&
  error !== null &&
  "code" in error &&
  (error.code === -32602 || error.code === -32600 || error.code === 3);

const isLogs = (value: unknown): value is RpcLog[] => Array.isArray(value);

/**
 * The indexer's node, or several of the same chain as one.
 *
 * Ponder asks for the logs of each event by itself, so for a stretch of blocks it asks more than thirty times. Here they are asked
 * for once, for all contracts and events, and each of its questions is answered from that: with exactly the logs that
 * the node would have given. Questions go to the nodes in turn; one that fails is left alone for a while, and the next is
 * asked.
 */
export function createNode(urls: readonly [string, ...string[]], deployment: Deployment): Transport {
  return (options) => {
    const nodes = urls.map((url) => ({
      request: http(url, { timeout: patience, retryCount: 0 })(options).request,
      /** Until then it is asked last. */
      resting: 0,
    }));
    let turn = 0;

    async function ask(request: Request): Promise<unknown> {
      const first = turn++ % nodes.length;
      const inTurn = [...nodes.slice(first), ...nodes.slice(0, first)];
      const now = performance.now();
      const order = [...inTurn.filter((it) => it.resting <= now), ...inTurn.filter((it) => it.resting > now)];
      let failure: unknown;
      for (const node of order) {
        try {
          return await node.request(request as never);
        } catch (error) {
          if (isRefusal(error)) throw error;
          node.resting = performance.now() + rest;
          failure = error;
        }
      }
      throw failure;
    }

    const events = countedEvents(deployment);
    const readLogs = shareLogs(events, async (from, to) => {
      const range = { fromBlock: numberToHex(from), toBlock: numberToHex(to) };
      const params = [{ address: events.addresses, topics: [events.topics], ...range }];
      const logs = await ask({ method: "eth_getLogs", params });
      if (isLogs(logs)) return logs;
      throw new Error(`The node answers with no list for the logs of blocks ${from} to ${to}.`);
    });
    const request = (body: Request) => {
      const asked = body.method === "eth_getLogs" ? logsAsked(body.params) : undefined;
      return (asked && readLogs(asked)) ?? ask(body);
    };
    return custom({ request })({ ...options, retryCount: 0 });
  };
}

/** What is asked for, if it is the logs of one event of one contract in a stretch of blocks. */
function logsAsked(params: unknown): Asked | undefined {
  const [filter] = Array.isArray(params) ? params : [];
  if (typeof filter !== "object" || filter === null) return undefined;
  const { address, topics, fromBlock, toBlock } = filter;
  const [topic, ...others] = Array.isArray(topics) ? topics : [];
  const isHex = (value: unknown): value is Hex => typeof value === "string" && /^0x[0-9a-f]+$/i.test(value);
  if (![address, topic, fromBlock, toBlock].every(isHex) || others.length > 0) return undefined;
  return { address: address.toLowerCase(), topic: topic.toLowerCase(), from: Number(fromBlock), to: Number(toBlock) };
}

/**
 * Answers questions for the logs of single events from stretches that are read once for all events. The same question a
 * second time means that the first answer would not do, so the stretch is read again. Undefined for what is no event of
 * the index.
 */
export function shareLogs(events: CountedEvents, read: (from: number, to: number) => Promise<RpcLog[]>) {
  let kept: Stretch[] = [];

  return (asked: Asked): Promise<RpcLog[]> | undefined => {
    const { address, topic, from, to } = asked;
    if (!events.has({ address, topics: [topic] })) return undefined;
    const name = `${address} ${topic} ${from} ${to}`;
    let stretch = kept.find((it) => it.from <= from && to <= it.to && !it.told.has(name));
    if (!stretch) {
      const made: Stretch = { from, to, logs: read(from, to), told: new Set() };
      // A failure is told to everybody who waits for it, and to nobody later.
      made.logs.catch(() => {
        kept = kept.filter((it) => it !== made);
      });
      kept = [...kept.filter((it) => it.from !== from || it.to !== to), made].slice(-mostKept);
      stretch = made;
    }
    stretch.told.add(name);
    return stretch.logs.then((logs) =>
      logs.filter((log) => {
        const block = Number(log.blockNumber);
        return isSameAddress(log.address, address) && log.topics[0] === topic && block >= from && block <= to;
      }),
    );
  };
}
