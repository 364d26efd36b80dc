import { explainError, type Payment, readPayments, type WorkEarnings } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import { useReadContext } from "../../lib/chain/useReadContext.ts";
import { readUnitMoves } from "../../lib/shares/readUnitMoves.ts";
import type { UnitMove } from "../../lib/shares/UnitMove.ts";
import { readWithdrawals, type Withdrawal } from "./readWithdrawals.ts";

export type History =
  | { status: "found"; payments: Payment[]; moves: UnitMove[]; withdrawals: Withdrawal[]; block: number }
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
        const [moves, withdrawals] = await Promise.all([
          readUnitMoves(context, work.id, block),
          readWithdrawals(context, work.id, account, block),
        ]);
        return { status: "found", payments: payments.value, moves, withdrawals, block };
      } catch (error) {
        return { status: "unknown", sentence: explainError(error).sentence };
      }
    },
  });
}
