import { type Abi, type Address, encodeFunctionData } from "viem";
import { colophonAbi } from "../abi/generated.ts";
import type { Deployment } from "../core/deployment.ts";
import { ColophonError } from "../model/errors.ts";

/** A transaction as data, for viem's simulateContract and writeContract. */
export type Call = {
  address: Address;
  abi: Abi;
  functionName: string;
  args: readonly unknown[];
  /** In wei. */
  value?: bigint;
};

/** Makes several calls to Works, Terms, Licences, Compliance and Royalties as one transaction: all of them happen, or none. */
export function batchCall(deployment: Deployment, calls: readonly Call[]) {
  const { works, terms, licences, compliance, royalties, colophon } = deployment.contracts;
  const targets = [works, terms, licences, compliance, royalties].map(({ address }) => address.toLowerCase());
  const steps = calls.map(({ address, abi, functionName, args, value = 0n }) => {
    if (!targets.includes(address.toLowerCase())) {
      throw new ColophonError(
        `“${functionName}” at ${address} can't be part of a batch, which reaches Works, Terms, Licences, Compliance and Royalties only. Send it as its own transaction.`,
      );
    }
    return { target: address, value, data: encodeFunctionData({ abi, functionName, args }) };
  });
  return {
    address: colophon.address,
    abi: colophonAbi,
    functionName: "batch",
    args: [steps],
    value: steps.reduce((sum, { value }) => sum + value, 0n),
  } as const;
}
