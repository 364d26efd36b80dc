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
import { type AbiEvent, type Hex, type PublicClient, toEventSelector } from "viem";

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

/** What the index counts, by contract and first topic. */
function countedEvents(deployment: Deployment): Set<string> {
  const counted = new Set<string>();
  for (const [contract, abi] of Object.entries(abis)) {
    const address = deployment.contracts[contract as keyof typeof abis].address.toLowerCase();
    for (const item of abi as readonly { type: string; name?: string }[]) {
      if (item.type !== "event" || item.name === undefined || left.has(item.name)) continue;
      counted.add(`${address} ${toEventSelector(item as AbiEvent)}`);
    }
  }
  return counted;
}

type RawLog = { address: Hex; topics: readonly Hex[]; blockNumber: Hex };

type CountLogsParameters = {
  client: Pick<PublicClient, "request">;
  deployment: Deployment;
  /** The first block that is looked at; that of the first contract if not given. */
  fromBlock?: number;
  toBlock: number;
};

/** Counts the logs of each block that the index takes in, by asking the node itself, in ranges that it accepts. */
export async function countLogs(parameters: CountLogsParameters): Promise<Map<number, number>> {
  const { client, deployment, toBlock } = parameters;
  const counted = countedEvents(deployment);
  const counts = new Map<number, number>();
  const address = Object.keys(abis).map((name) => deployment.contracts[name as keyof typeof abis].address);
  const first = parameters.fromBlock ?? Math.min(...Object.values(deployment.contracts).map(({ block }) => block));
  let size = 10_000;
  for (let from = first; from <= toBlock; ) {
    const to = Math.min(toBlock, from + size - 1);
    try {
      const logs = (await client.request({
        method: "eth_getLogs",
        params: [{ address, fromBlock: `0x${from.toString(16)}`, toBlock: `0x${to.toString(16)}` }],
      })) as readonly RawLog[];
      for (const log of logs) {
        if (!counted.has(`${log.address.toLowerCase()} ${log.topics[0]}`)) continue;
        const number = Number(log.blockNumber);
        counts.set(number, (counts.get(number) ?? 0) + 1);
      }
      from = to + 1;
    } catch (error) {
      if (size === 1) throw error;
      size = Math.max(1, Math.floor(size / 4));
    }
  }
  return counts;
}
