import { type Address, type Hex, zeroAddress } from "viem";
import type { Deployment } from "../core/deployment.ts";
import { isSameAddress } from "../model/ids.ts";
import type { Call } from "./call.ts";
import { approveCall, permitCall } from "./royalties.ts";

/**
 * - reset: sets an old allowance back to nothing, which some tokens want before they take a new one
 * - allow: lets exactly the amount be taken
 * - permit: the same by a signature, in the transaction that pays
 * - pay: does what the money is for
 */
export type PaymentStepKind = "reset" | "allow" | "permit" | "pay";

export type PaymentStep = { kind: PaymentStepKind; call: Call };

/** What an account has allowed the contract that takes the payment to take of a token, and how the token takes another allowance. */
export type Allowance = {
  /** In the token's smallest unit. */
  allowed: bigint;
  /** Whether the token takes a new allowance only after the old one is set back to nothing (as USDT on Ethereum). */
  resetFirst: boolean;
};

export type PaymentPlanParameters = {
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** Exactly what will be taken; never more is allowed. */
  amount: bigint;
  /** What there is of an allowance: see readAllowance. Nothing if missing. */
  allowance?: Allowance | undefined;
  /** A signed permit for exactly the amount, used in place of an allowance. */
  permit?: { deadline: bigint; signature: Hex } | undefined;
  /** Who takes it; the Royalties contract when missing. */
  spender?: Address | undefined;
  /** What the money is for, such as buyCall, buyForCall, renewCall, reportUsageCall, payDebtCall or payCall. */
  pay: Call;
};

/**
 * What has to be sent so that something is paid, in order. A permit and what follows it go into one batchCall; the
 * other steps are transactions of their own, or one bundle of a wallet that can do several things at once.
 */
export function paymentPlan(deployment: Deployment, parameters: PaymentPlanParameters): PaymentStep[] {
  const { currency, amount, allowance = { allowed: 0n, resetFirst: false }, permit, spender, pay } = parameters;
  const last: PaymentStep = { kind: "pay", call: pay };
  if (amount === 0n || isSameAddress(currency, zeroAddress) || allowance.allowed >= amount) return [last];
  if (permit) {
    const { deadline, signature } = permit;
    return [{ kind: "permit", call: permitCall(deployment, { currency, amount, deadline, signature }) }, last];
  }
  const allow: PaymentStep = { kind: "allow", call: approveCall(deployment, { currency, amount, spender }) };
  if (!allowance.resetFirst) return [allow, last];
  return [{ kind: "reset", call: approveCall(deployment, { currency, amount: 0n, spender }) }, allow, last];
}
