import { getLogsInRanges, type ReadContext, royaltiesAbi } from "@colophon/sdk";
import { type Address, getAbiItem } from "viem";

export type Withdrawal = { currency: Address; to: Address; amount: bigint; block: number };

const event = getAbiItem({ abi: royaltiesAbi, name: "Claimed" });

/** What an account has withdrawn from a work up to a block, in order. */
export async function readWithdrawals(
  { client, deployment }: ReadContext,
  work: bigint,
  holder: Address,
  toBlock: number,
): Promise<Withdrawal[]> {
  const { address, block: fromBlock } = deployment.contracts.royalties;
  const logs = await getLogsInRanges(client, { address, event, args: { work, holder }, fromBlock, toBlock });
  return logs.map(({ args: { currency, to, amount }, blockNumber }) => ({
    currency,
    to,
    amount,
    block: Number(blockNumber),
  }));
}
