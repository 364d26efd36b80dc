import {
  complianceAbi,
  type Deployment,
  licencesAbi,
  royaltiesAbi,
  termsAbi,
  timestampsAbi,
  worksAbi,
} from "@colophon/sdk";
import { type AbiEvent, type Hex, type PublicClient, toEventSelector } from "viem";

const abis = {
  timestamps: timestampsAbi,
  works: worksAbi,
  terms: termsAbi,
  licences: licencesAbi,
  compliance: complianceAbi,
  royalties: royaltiesAbi,
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

/** Three contracts have an event of this name. */
const shared = "Transfer";

/** The names that the index counts logs under, by contract and first topic. */
function countedEvents(deployment: Deployment): Map<string, string> {
  const names = new Map<string, string>();
  for (const [contract, abi] of Object.entries(abis)) {
    const address = deployment.contracts[contract as keyof typeof abis].address.toLowerCase();
    for (const item of abi as readonly { type: string; name?: string }[]) {
      if (item.type !== "event" || item.name === undefined || left.has(item.name)) continue;
      const prefix = item.name === shared ? `${contract[0]?.toUpperCase()}${contract.slice(1)}.` : "";
      names.set(`${address} ${toEventSelector(item as AbiEvent)}`, `${prefix}${item.name}`);
    }
  }
  return names;
}

type RawLog = { address: Hex; topics: readonly Hex[] };

/** Counts all logs of the deployment up to a block by asking the node itself, in ranges that it accepts. */
export async function countLogs(client: PublicClient, deployment: Deployment, toBlock: number) {
  const names = countedEvents(deployment);
  const counts = new Map([...names.values()].map((name) => [name, 0]));
  const address = Object.keys(abis).map((name) => deployment.contracts[name as keyof typeof abis].address);
  let size = 10_000;
  for (let from = Math.min(...Object.values(deployment.contracts).map(({ block }) => block)); from <= toBlock; ) {
    const to = Math.min(toBlock, from + size - 1);
    try {
      const logs = (await client.request({
        method: "eth_getLogs",
        params: [{ address, fromBlock: `0x${from.toString(16)}`, toBlock: `0x${to.toString(16)}` }],
      })) as readonly RawLog[];
      for (const log of logs) {
        const name = names.get(`${log.address.toLowerCase()} ${log.topics[0]}`);
        if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      from = to + 1;
    } catch (error) {
      if (size === 1) throw error;
      size = Math.max(1, Math.floor(size / 4));
    }
  }
  return counts;
}
