import { walletErrorCode } from "../wallet/walletProblem.ts";
import type { TransactionRecord } from "./TransactionRecord.ts";

/** The person would not let the wallet become one that can do several things at once (EIP-5792). */
const upgradeDeclined = 5750;

/** What is known of a bundle that a wallet did not take. Any refusal but the person's own leads to single steps. */
export function bundleRefusalOf(error: unknown): Pick<TransactionRecord, "status" | "sentence"> {
  switch (walletErrorCode(error)) {
    case 4001:
      return { status: "rejected", sentence: undefined };
    case upgradeDeclined:
      return {
        status: "failed",
        sentence:
          "You did not let your wallet change your account so that it can do several things at once. Nothing was sent. You can go on step by step.",
      };
    default:
      return {
        status: "failed",
        sentence:
          "Your wallet said that it can do several things at once, and then did not take them. Nothing was sent. You can go on step by step.",
      };
  }
}
