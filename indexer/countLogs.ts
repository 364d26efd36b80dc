import type { Deployment } from "@colophon/sdk";
import {
  agreementsAbi,
  assignmentsAbi,
  complianceAbi,
  licencesAbi,
  offersAbi,
  royaltiesAbi,
  termsAbi,
  timestampsAbi,
  worksAbi,
} from "@colophon/sdk/abi";
import { type Address, type Hex, numberToHex, type PublicClient, toEventSelector } from "viem";

const abis = {
  timestamps: timestampsAbi,
  works: worksAbi,
  terms: termsAbi,
  offers: offersAbi,
  licences: licencesAbi,
  compliance: complianceAbi,
  royalties: royaltiesAbi,
  agreements: agreementsAbi,
  assignments: assignmentsAbi,
};

/** What the index takes no part of: approvals, and what says again what another event says. */
const left = new Set([
  "Approval",
  "ApprovalForAll",
  "BatchMetadataUpdate",
  "EIP712DomainChanged",
  "Locked",
  "MetadataUpdate",
  "OperatorSet",
  "TokenExpiryUpdated",
  "Unlocked",
]);

/** Where the index's events come from, and which they are. */
export type CountedEvents = {
  /** Every contract whose events are counted. */
  addresses: readonly Address[];
  /** The first topics of all of them. */
  topics: readonly Hex[];
  /** Whether a log is one of them. */
  has(log: { address: Address; topics: readonly Hex[] }): boolean;
};

/**
 * What the index counts, by contract and first topic.
 *
 * @throws TypeError if the deployment lacks a contract, which parseDeployment does not let happen.
 */
export function countedEvents({ contracts }: Deployment): CountedEvents {
  const counted = new Set<string>();
  const topics = new Set<Hex>();
  const names = Object.keys(abis) as (keyof typeof abis)[];
  for (const name of names) {
    for (const item of abis[name]) {
      if (item.type !== "event" || left.has(item.name)) continue;
      const topic = toEventSelector(item);
      topics.add(topic);
      counted.add(`${contracts[name].address.toLowerCase()} ${topic}`);
    }
  }
  return {
    addresses: names.map((name) => contracts[name].address),
    topics: [...topics],
    has: (log) => counted.has(`${log.address.toLowerCase()} ${log.topics[0]}`),
  };
}

type CountLogsParameters = {
  client: Pick<PublicClient, "request">;
  events: CountedEvents;
  fromBlock: number;
  toBlock: number;
};

/** The node did not answer, for however small a range. */
export class NodeError extends Error {
  override name = "NodeError";
}

/**
 * Counts the logs of each block that the index takes in, by asking the node itself, in ranges that it accepts.
 *
 * @throws NodeError if it does not answer.
 */
export async function countLogs(parameters: CountLogsParameters): Promise<Map<number, number>> {
  const { client, events, fromBlock, toBlock } = parameters;
  const counts = new Map<number, number>();
  let size = 10_000;
  for (let from = fromBlock; from <= toBlock; ) {
    const to = Math.min(toBlock, from + size - 1);
    const range = { address: [...events.addresses], fromBlock: numberToHex(from), toBlock: numberToHex(to) };
    const logs = await client.request({ method: "eth_getLogs", params: [range] }).catch((cause) => {
      if (size === 1) throw new NodeError(`The node does not tell the logs of block ${from}.`, { cause });
      return undefined;
    });
    if (logs === undefined) {
      size = Math.max(1, Math.floor(size / 4));
      continue;
    }
    if (!Array.isArray(logs)) throw new NodeError(`The node answers with no list for the logs of block ${from}.`);
    for (const log of logs) {
      if (log.blockNumber === null || !events.has(log)) continue;
      const number = Number(log.blockNumber);
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    from = to + 1;
  }
  return counts;
}
