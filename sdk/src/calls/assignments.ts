import { zeroAddress } from "viem";
import { assignmentsAbi, royaltiesAbi, worksAbi } from "../abi/generated.ts";
import { OrderError } from "../assignments/deed.ts";
import type { SignedOrder } from "../assignments/document.ts";
import type { Deployment } from "../core/deployment.ts";
import { isSameAddress } from "../model/ids.ts";
import { type Order, type OrderPlace, onchainOrderOf } from "../model/order.ts";
import { words } from "../model/words.ts";
import { type Call, call } from "./call.ts";

/** Where orders are signed for on the chain of a deployment. */
export function orderPlaceOf({ chainId, contracts }: Pick<Deployment, "chainId" | "contracts">): OrderPlace {
  return { chainId, assignments: contracts.assignments.address };
}

export type ApproveSaleParameters = {
  work: bigint;
  /** Whether the work's token is to be moved. */
  control: boolean;
  /** The units that may be moved in all, also under other orders: this replaces what was allowed before. */
  units: number;
};

/**
 * Lets the Assignments contract move a work, its units, or both, which it does only under an order that the seller signed.
 * They can be parts of a batch.
 */
export function approveSaleCalls(deployment: Deployment, { work, control, units }: ApproveSaleParameters): Call[] {
  const { works, royalties, assignments } = deployment.contracts;
  const token = call(works, worksAbi, "approve", [assignments.address, work]);
  const allowance = call(royalties, royaltiesAbi, "approve", [assignments.address, work, BigInt(units)]);
  return [...(control ? [token] : []), ...(units > 0 ? [allowance] : [])];
}

export type TakeOrderParameters = {
  /** How many of its units are taken: all that are left, or of an order without control a part. */
  units: number;
  /** What is due for them: see checkOrder, or priceOfPart. */
  price: bigint;
};

/** Takes an order: moves what it sells to the buyer, and the price to the seller. Throws an OrderError for another chain's. */
export function takeOrderCall(deployment: Deployment, signed: SignedOrder, { units, price }: TakeOrderParameters) {
  const { order, sellerSignature = "0x", buyerSignature = "0x" } = signed;
  const { chainId, assignments } = orderPlaceOf(deployment);
  if (signed.chainId !== chainId || !isSameAddress(signed.assignments, assignments))
    throw new OrderError(
      `This order was signed for ${words.account(signed.assignments)} on chain ${signed.chainId}, not for ${words.account(assignments)} on chain ${chainId}. Switch the chain.`,
    );
  const args = [onchainOrderOf(order), BigInt(units), sellerSignature, buyerSignature] as const;
  const value = isSameAddress(order.currency, zeroAddress) ? price : 0n;
  return call(deployment.contracts.assignments, assignmentsAbi, "take", args, value);
}

/** Cancels an order, or what is left of it. For its seller, or the buyer that it names. */
export function cancelOrderCall(deployment: Deployment, order: Order) {
  return call(deployment.contracts.assignments, assignmentsAbi, "cancel", [onchainOrderOf(order)]);
}
