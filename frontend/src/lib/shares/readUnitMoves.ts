import { getLogsInRanges, type ReadContext, royaltiesAbi } from "@colophon/sdk";
import { getAbiItem, zeroAddress } from "viem";
import type { UnitMove } from "./UnitMove.ts";

const event = getAbiItem({ abi: royaltiesAbi, name: "Transfer" });

/** Every transfer of a work's units up to a block, in order. Taking units moves nothing: they were theirs before. */
export async function readUnitMoves(
  { client, deployment }: ReadContext,
  work: bigint,
  toBlock: number,
): Promise<UnitMove[]> {
  const { address, block: fromBlock } = deployment.contracts.royalties;
  const logs = await getLogsInRanges(client, { address, event, args: { id: work }, fromBlock, toBlock });
  return logs
    .filter(({ args }) => args.sender !== zeroAddress && args.sender !== args.receiver && args.amount > 0n)
    .map(({ args, blockNumber, logIndex }) => ({
      from: args.sender,
      to: args.receiver,
      units: Number(args.amount),
      block: Number(blockNumber),
      logIndex,
    }));
}
