import { explainError, readPayments, readSettlements, royaltiesAbi, type WorkEarnings } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import { type Address, zeroAddress, zeroHash } from "viem";
import { useReadContext } from "../../lib/chain/useReadContext.ts";
import { readUnitMoves } from "../../lib/shares/readUnitMoves.ts";
import type { UnitMove } from "../../lib/shares/UnitMove.ts";
import type { Income } from "./Income.ts";
import { readWithdrawals, type Withdrawal } from "./readWithdrawals.ts";

export type History =
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
    queryFn: async (): Promise<History> => {
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
