import { royaltiesAbi } from "@colophon/sdk/abi";
import {
  type Finding,
  getLogsInRanges,
  type ReadContext,
  readAtHead,
  readPayments,
  readSettlements,
  type WorkEarnings,
} from "@colophon/sdk/read";
import { type Address, getAbiItem, zeroAddress, zeroHash } from "viem";
import type { UnitMove } from "../../lib/shares.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { readUnitMoves } from "../../lib/useShares.ts";
import type { Income } from "./breakdown.ts";

export type IncomeHistory = {
  payments: Income[];
  moves: UnitMove[];
  withdrawals: Withdrawal[];
  /** What is left to the holders of all that comes in, in parts per billion. */
  kept: number;
};

/** Everything that explains an account's income from a work: payments, transfers of shares, withdrawals. */
export function useHistory(work: WorkEarnings["work"], account: Address) {
  return useFinding({
    key: ["history", work.id.toString(), account],
    read: (context) => readHistory(context, work.id, account),
  });
}

async function readHistory(context: ReadContext, work: bigint, account: Address): Promise<Finding<IncomeHistory>> {
  const payments = await readPayments(context, work);
  if (payments.status !== "found") return payments;
  const { block } = payments;
  const settled = await readSettlements(context, work);
  if (settled.status === "unknown") return settled;
  const rest = await readAtHead(context, async () => {
    const [kept, moves, withdrawals] = await Promise.all([
      context.client.readContract({
        address: context.deployment.contracts.royalties.address,
        abi: royaltiesAbi,
        functionName: "keptOf",
        args: [work],
      }),
      readUnitMoves(context, work, block.number),
      readWithdrawals(context, work, account, block.number),
    ]);
    return { kept, moves, withdrawals };
  });
  if (rest.status !== "found") return rest;
  const received = settled.status === "found" ? settled.value.received : [];
  const settlements = received
    .filter(({ at }) => at.block <= block.number)
    .map(
      ({ work: settledFrom, currency, amount, at }): Income => ({
        currency,
        payer: zeroAddress,
        amount,
        memo: zeroHash,
        licence: undefined,
        at,
        settledFrom,
      }),
    );
  return { status: "found", value: { payments: [...payments.value, ...settlements], ...rest.value }, block };
}

type Withdrawal = { currency: Address; to: Address; amount: bigint; block: number };

const event = getAbiItem({ abi: royaltiesAbi, name: "Claimed" });

/** What an account has withdrawn from a work up to a block, in order. */
async function readWithdrawals(
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
