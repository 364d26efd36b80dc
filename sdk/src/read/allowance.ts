import { type Address, BaseError, encodeFunctionData, erc20Abi, zeroAddress } from "viem";
import type { Allowance } from "../calls/payment.ts";
import { approveCall } from "../calls/royalties.ts";
import { isRevert } from "../core/explainError.ts";
import { isSameAddress } from "../model/ids.ts";
import { type Finding, isUnreachable, type ReadContext, readAtHead } from "./finding.ts";

export type ReadAllowanceParameters = {
  /** An ERC-20 token, or the zero address for ETH, which needs no allowance. */
  currency: Address;
  /** Who pays. */
  owner: Address;
  /** What is to be paid, in the token's smallest unit. */
  amount: bigint;
  /** Who is to take it; the Royalties contract when missing. */
  spender?: Address | undefined;
};

/** Whether the token would take this approval now. Its answer is not looked at: tokens give all kinds, or none. */
async function takesApproval(
  { client, deployment }: ReadContext,
  { currency, owner, amount, spender }: ReadAllowanceParameters,
): Promise<boolean> {
  const { abi, functionName, args } = approveCall(deployment, { currency, amount, spender });
  try {
    await client.call({ account: owner, to: currency, data: encodeFunctionData({ abi, functionName, args }) });
    return true;
  } catch (error) {
    if (isRevert(error)) return false;
    if (error instanceof BaseError && !isUnreachable(error)) return false;
    throw error;
  }
}

/**
 * What an account has allowed the contract that takes a payment to take of a token, and whether the token wants that set back to
 * nothing before it takes a new allowance, which is tried out. For paymentPlan.
 */
export function readAllowance(context: ReadContext, parameters: ReadAllowanceParameters): Promise<Finding<Allowance>> {
  const { currency, owner, amount, spender } = parameters;
  return readAtHead(context, async () => {
    if (isSameAddress(currency, zeroAddress)) return { allowed: 0n, resetFirst: false };
    const allowed = await context.client.readContract({
      address: currency,
      abi: erc20Abi,
      functionName: "allowance",
      args: [owner, spender ?? context.deployment.contracts.royalties.address],
    });
    if (allowed === 0n || allowed >= amount || (await takesApproval(context, parameters))) {
      return { allowed, resetFirst: false };
    }
    // Where nothing helps, the plain way says why.
    return { allowed, resetFirst: await takesApproval(context, { ...parameters, amount: 0n }) };
  });
}
