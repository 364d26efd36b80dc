import { type Abi, type Address, type ContractFunctionArgs, type ContractFunctionName, encodeFunctionData } from "viem";
import { colophonAbi } from "../abi/generated.ts";
import type { Deployment } from "../core/deployment.ts";
import { ColophonError } from "../model/errors.ts";
import { isSameAddress } from "../model/ids.ts";

/** A transaction as data, for viem's simulateContract and writeContract. */
export type Call = {
  address: Address;
  abi: Abi;
  functionName: string;
  args: readonly unknown[];
  /** In wei. */
  value?: bigint;
};

type Mutability = "nonpayable" | "payable";

/** A call of a contract's function, whose name and arguments its ABI checks; `value` for one that takes ETH. */
export function call<
  const Of extends Abi,
  Name extends ContractFunctionName<Of, Mutability>,
  const Args extends ContractFunctionArgs<Of, Mutability, Name>,
>(contract: { address: Address }, abi: Of, functionName: Name, args: Args): TypedCall<Of, Name, Args>;
export function call<
  const Of extends Abi,
  Name extends ContractFunctionName<Of, Mutability>,
  const Args extends ContractFunctionArgs<Of, Mutability, Name>,
>(
  contract: { address: Address },
  abi: Of,
  functionName: Name,
  args: Args,
  value: bigint,
): TypedCall<Of, Name, Args> & { readonly value: bigint };
export function call({ address }: { address: Address }, abi: Abi, functionName: string, args: unknown, value?: bigint) {
  return { address, abi, functionName, args, ...(value !== undefined && { value }) };
}

type TypedCall<Of, Name, Args> = {
  readonly address: Address;
  readonly abi: Of;
  readonly functionName: Name;
  readonly args: Args;
};

/** What people sign (EIP-712) for one of the contracts: its name, in its first version, on this chain only. */
export function domainOf({ chainId }: Deployment, name: string, { address }: { address: Address }) {
  return { name, version: "1", chainId, verifyingContract: address } as const;
}

/** Whether a call can be part of a batch: it goes to Works, Terms, Offers, Licences, Compliance or Royalties. */
export function isBatchable({ contracts }: Pick<Deployment, "contracts">, { address }: Pick<Call, "address">): boolean {
  const { works, terms, offers, licences, compliance, royalties } = contracts;
  return [works, terms, offers, licences, compliance, royalties].some((contract) =>
    isSameAddress(contract.address, address),
  );
}

/** Makes several calls to Works, Terms, Offers, Licences, Compliance and Royalties as one transaction: all of them happen, or none. */
export function batchCall(deployment: Deployment, calls: readonly Call[]) {
  const { colophon } = deployment.contracts;
  const steps = calls.map(({ address, abi, functionName, args, value = 0n }) => {
    if (!isBatchable(deployment, { address })) {
      throw new ColophonError(
        `“${functionName}” at ${address} can't be part of a batch, which reaches Works, Terms, Offers, Licences, Compliance and Royalties only. Send it as its own transaction.`,
      );
    }
    return { target: address, value, data: encodeFunctionData({ abi, functionName, args }) };
  });
  return call(
    colophon,
    colophonAbi,
    "batch",
    [steps],
    steps.reduce((sum, { value }) => sum + value, 0n),
  );
}

const paying = new Set(["buy", "renew", "report", "pay", "claim", "settle", "sweep", "withdraw", "batch"]);

const paymentMargin = 50_000n;

/**
 * The gas to allow. A fifth more than estimated, because the state may change until it is mined, and more for what
 * moves money: a holder's change of units in between makes a payment dearer. Gas that is not used is not paid.
 */
export function gasLimitOf(functionName: string, estimate: bigint): bigint {
  return (estimate * 12n) / 10n + (paying.has(functionName) ? paymentMargin : 0n);
}
