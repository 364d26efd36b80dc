import { explainError } from "@colophon/sdk";
import { royaltiesAbi } from "@colophon/sdk/abi";
import {
  getLogsInRanges,
  type ReadContext,
  readPayments,
  readSettlements,
  type WorkEarnings,
} from "@colophon/sdk/read";
import { useQuery } from "@tanstack/react-query";
import { type Address, getAbiItem, zeroAddress, zeroHash } from "viem";
import type { UnitMove } from "../../lib/shares.ts";
import { useReadContext } from "../../lib/useFinding.ts";
import { readUnitMoves } from "../../lib/useShares.ts";
import type { Income } from "./breakdown.ts";

export type IncomeHistory =
  | {
      status: "found";
      payments: Income[];
      moves: UnitMove[];
      withdrawals: Withdrawal[];
      /** What is left to the holders of all that comes in, in parts per billion. */
      kept: number;
      block: number;
    }
  | { status: "unknown"; sentence: string };

/** Everything that explains an account's income from a work: payments, transfers of shares, withdrawals. */
export function useHistory(work: WorkEarnings["work"], account: Address) {
  const context = useReadContext();
  return useQuery({
    queryKey: ["chain", context.deployment.chainId, "history", work.id.toString(), account],
    queryFn: async (): Promise<IncomeHistory> => {
      try {
        const payments = await readPayments(context, work.id);
        if (payments.status === "unknown") return { status: "unknown", sentence: payments.problem.sentence };
        if (payments.status === "not-found") return { status: "unknown", sentence: "This work is not registered." };
        const block = payments.block.number;
        const [settled, kept, moves, withdrawals] = await Promise.all([
          readSettlements(context, work.id),
          context.client.readContract({
            address: context.deployment.contracts.royalties.address,
            abi: royaltiesAbi,
            functionName: "keptOf",
            args: [work.id],
          }),
          readUnitMoves(context, work.id, block),
          readWithdrawals(context, work.id, account, block),
        ]);
        if (settled.status === "unknown") return { status: "unknown", sentence: settled.problem.sentence };
        const received = settled.status === "found" ? settled.value.received : [];
        const settlements = received
          .filter(({ at }) => at.block <= block)
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
        return { status: "found", payments: [...payments.value, ...settlements], moves, withdrawals, kept, block };
      } catch (error) {
        return { status: "unknown", sentence: explainError(error).sentence };
      }
    },
  });
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
