import type { AbiEvent, Address, Log } from "viem";
import { licencesAbi, worksAbi } from "../abi/generated.ts";
import type { BlockRef, ReadClient, ReadContext } from "../read/finding.ts";
import { getLogsInRanges, mapLimit } from "../read/logs.ts";
import { type AuditCheck, resultOf } from "./auditCheck.ts";
import type { PortfolioWork } from "./portfolio.ts";

/** That the log has every licence that the contract ever granted of a work. */
export async function licencesCheck(
  { client, deployment }: ReadContext,
  { work: { id }, grants }: PortfolioWork,
  block: BlockRef,
): Promise<AuditCheck> {
  const count = await client.readContract({
    ...{ address: deployment.contracts.licences.address, abi: licencesAbi, functionName: "totalLicences", args: [id] },
    blockNumber: BigInt(block.number),
  });
  const fits = count === grants.length;
  return {
    check: "every licence is here",
    result: resultOf(Math.max(count, grants.length), fits),
    work: id,
    compared: "the licences sold in the log with the contract's count",
    items: Math.max(count, grants.length),
    finding: fits ? `${count} licences.` : `${grants.length} in the log, ${count} in the contract.`,
    how: "LicenceSold of the work's offers beside Licences.totalLicences(work)",
  };
}

/** That all works of an account are here. */
export async function worksCheck(
  { client, deployment }: ReadContext,
  owner: Address,
  found: number,
  block: BlockRef,
): Promise<AuditCheck> {
  const balance = await client.readContract({
    ...{ address: deployment.contracts.works.address, abi: worksAbi, functionName: "balanceOf", args: [owner] },
    blockNumber: BigInt(block.number),
  });
  const items = Math.max(found, Number(balance));
  return {
    check: "every work of the account is here",
    result: resultOf(items, balance === BigInt(found)),
    work: undefined,
    compared: "the works found by the log of transfers with the contract's count",
    items,
    finding: balance === BigInt(found) ? `${found} works.` : `${found} by the log, ${balance} in the contract.`,
    how: "Transfer of Works to the account and controllerOf, beside Works.balanceOf(account)",
  };
}

type LogQuestion = {
  address: Address;
  event: AbiEvent;
  args?: Record<string, unknown>;
  fromBlock: bigint;
  toBlock: bigint;
};

const keyOf = ({ blockNumber, logIndex, address, topics, data }: Log) =>
  `${blockNumber} ${logIndex} ${address.toLowerCase()} ${topics.join("")} ${data}`;

/** What was asked of a node's log, and what it answered. */
export type LogMemory = { client: ReadClient; asked: { question: LogQuestion; keys: string[] }[] };

/** A client that remembers what it was asked of the log, so that another node can be asked the same. */
export function rememberLogs(client: ReadClient): LogMemory {
  const asked: LogMemory["asked"] = [];
  const getLogs = async (question: LogQuestion) => {
    const logs = (await client.getLogs(question as never)) as unknown as Log[];
    asked.push({ question, keys: logs.map(keyOf) });
    return logs;
  };
  return { client: { ...client, getLogs: getLogs as unknown as ReadClient["getLogs"] }, asked };
}

/**
 * That a second node's log has the same records: all that the audit was made from is asked of it again. What one node
 * leaves out shows here, unless the other leaves out the same.
 *
 * @param second Another node of the same chain, run by somebody else.
 */
export async function secondNodeCheck(
  { asked }: LogMemory,
  second: ReadClient | undefined,
  block: BlockRef,
): Promise<AuditCheck> {
  const said = {
    check: "a second node has the same records",
    work: undefined,
    compared: "every log that this report is made from, with the answers of a second node to the same questions",
    how: "each eth_getLogs of this report, asked of another node; --second-rpc does it",
  };
  if (second === undefined) {
    const finding =
      "No second node was asked. What this node leaves out and no contract counts, such as a token in which something was paid, this report can't see.";
    return { ...said, result: "unknown", items: 0, finding };
  }
  const same = await second.getBlock({ blockNumber: BigInt(block.number) });
  if (same.hash !== block.hash) {
    const finding = `Block ${block.number} is ${block.hash} here and ${same.hash} there: the nodes do not follow the same chain.`;
    return { ...said, result: "differs", items: 1, finding };
  }
  const [here, there] = [new Set<string>(), new Set<string>()];
  await mapLimit(asked, 4, async ({ question: { address, event, args, fromBlock, toBlock }, keys }) => {
    for (const key of keys) here.add(key);
    const range = { fromBlock: Number(fromBlock), toBlock: Number(toBlock) };
    const logs = await getLogsInRanges(second, { address, event, ...(args && { args }), ...range });
    for (const log of logs) there.add(keyOf(log as unknown as Log));
  });
  const places = (list: Set<string>, other: Set<string>) =>
    [...list].filter((key) => !other.has(key)).map((key) => key.split(" ").slice(0, 2).join(", log "));
  const [onlyHere, onlyThere] = [places(here, there), places(there, here)];
  const items = new Set([...here, ...there]).size;
  const fits = onlyHere.length + onlyThere.length === 0;
  const some = (list: string[]) => `${list.length}${list.length > 0 ? ` (block ${list.slice(0, 3).join("; ")})` : ""}`;
  return {
    ...said,
    result: resultOf(items, fits),
    items,
    finding: fits
      ? `${items} logs, the same on both nodes.`
      : `Only the first node has ${some(onlyHere)}, only the second ${some(onlyThere)}.`,
  };
}
