import type { WorkEarnings } from "@colophon/sdk";
import type { Address } from "viem";

/** What waits for the account in one work and one currency. */
export type WithdrawalLine = {
  key: string;
  work: WorkEarnings;
  currency: Address;
  /** What can be withdrawn, with the part for which units have to be taken first. */
  amount: bigint;
};
