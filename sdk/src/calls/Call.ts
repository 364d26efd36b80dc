import type { Abi, Address } from "viem";

/** A transaction as data, for viem's simulateContract and writeContract. */
export type Call = {
  address: Address;
  abi: Abi;
  functionName: string;
  args: readonly unknown[];
  /** In wei. */
  value?: bigint;
};
