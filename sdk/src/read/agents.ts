import { type Address, getAbiItem } from "viem";
import { licencesAbi } from "../abi/generated.ts";
import { type BlockRef, type Finding, type ReadContext, readAtHead } from "./finding.ts";
import { getLogsInRanges } from "./logs.ts";

/** Somebody who may publish, close, give notice, report and renew for another, and transfer nothing. */
export type Agent = {
  /** For whom: it counts while they control the work, or hold the licence. */
  account: Address;
  agent: Address;
  /** Seconds since 1970: the first second at which they no longer may, or 2^40 - 1. */
  until: number;
};

export type ReadAgentsParameters = {
  /** The number of a work or of a licence. */
  grantor: bigint;
  /** Only those of this account; everybody's when missing. */
  account?: Address;
};

const agentEvent = getAbiItem({ abi: licencesAbi, name: "AgentSet" });

/** Who may act for others at a block. */
export async function agentsAt(
  { client, deployment }: ReadContext,
  { grantor, account }: ReadAgentsParameters,
  block: BlockRef,
): Promise<Agent[]> {
  const { address, block: fromBlock } = deployment.contracts.licences;
  const args = { grantor, ...(account && { account }) };
  const logs = await getLogsInRanges(client, { address, event: agentEvent, args, fromBlock, toBlock: block.number });
  // The last word about each counts.
  const agents = new Map(
    logs.map(({ args: { account: of, agent, until } }) => [of + agent, { account: of, agent, until }]),
  );
  return [...agents.values()].filter(({ until }) => block.time < until);
}

/** Who may act for others in what concerns a work or a licence, now; an empty list if nobody may. */
export function readAgents(context: ReadContext, parameters: ReadAgentsParameters): Promise<Finding<Agent[]>> {
  return readAtHead(context, (block) => agentsAt(context, parameters, block));
}
