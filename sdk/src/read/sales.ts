import { type Address, getAbiItem, type Hex } from "viem";
import { assignmentsAbi } from "../abi/generated.ts";
import { type EventRef, type Finding, type ReadContext, readAtHead } from "./finding.ts";
import { getLogsInRanges, withPlaces } from "./logs.ts";

/** A sale of a work or of royalty units that happened. */
export type Assignment = {
  order: Hex;
  /** keccak256 of the deed. */
  deed: Hex;
  work: bigint;
  seller: Address;
  buyer: Address;
  /** Whether the work's token moved. */
  control: boolean;
  units: number;
  currency: Address;
  price: bigint;
  /** What of the price went to the work's till. */
  royalty: bigint;
  at: EventRef;
};

const assignedEvent = getAbiItem({ abi: assignmentsAbi, name: "Assigned" });

/** The sales of a work and of its units under deeds, the latest first; an empty list if there are none. */
export function readAssignments(context: ReadContext, work: bigint): Promise<Finding<Assignment[]>> {
  return readAtHead(context, async (block) => {
    const { address, block: fromBlock } = context.deployment.contracts.assignments;
    const range = { address, event: assignedEvent, args: { work }, fromBlock, toBlock: block.number };
    const logs = await withPlaces(context.client, await getLogsInRanges(context.client, range));
    return logs
      .map(({ args: { seller, buyer, sale }, at }) => ({ ...sale, units: Number(sale.units), work, seller, buyer, at }))
      .reverse();
  });
}
