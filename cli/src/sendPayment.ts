import { ColophonError, isSameAddress } from "@colophon/sdk";
import { type Call, type PaymentStepKind, paymentPlan } from "@colophon/sdk/calls";
import { readAllowance } from "@colophon/sdk/read";
import { type Address, erc20Abi, type TransactionReceipt, zeroAddress } from "viem";
import { UsageError } from "./Command.ts";
import type { Connection } from "./connect.ts";
import { say } from "./terminal.ts";

const patience = 15 * 60_000;

const doing: Record<PaymentStepKind, string> = {
  reset: "Setting the old allowance back to 0, which this token wants first",
  allow: "Allowing exactly the amount to be taken",
  permit: "Paying with a permit",
  pay: "Paying",
};

export type SendPaymentParameters = {
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  amount: bigint;
  /** What the money is for. */
  pay: Call;
};

/** Sends what a payment takes, one transaction after the other. Returns the receipt of the last, which pays. */
export async function sendPayment(
  connection: Connection,
  { currency, amount, pay }: SendPaymentParameters,
): Promise<TransactionReceipt> {
  const { client, deployment, chainId, sender, send } = connection;
  if (sender === undefined) throw new UsageError("Paying needs an account: add --key-file <file>.");
  const allowance = await readAllowance({ client, deployment }, { currency, owner: sender, amount });
  if (allowance.status === "unknown") throw allowance.cause;
  await mustHaveEnough(connection, { owner: sender, currency, amount });
  const plan = paymentPlan(deployment, {
    currency,
    amount,
    ...(allowance.status === "found" ? { allowance: allowance.value } : {}),
    pay,
  });
  let receipt: TransactionReceipt | undefined;
  for (const { kind, call } of plan) {
    const hash = await send(call);
    say(`${doing[kind]}: sent ${hash} on chain ${chainId}; waiting until it is in a block`);
    receipt = await client.waitForTransactionReceipt({ hash, timeout: patience });
    if (receipt.status !== "success") {
      throw new ColophonError(
        `The transaction ${receipt.transactionHash} failed, so nothing was paid but the network's fee. Run this again.`,
      );
    }
  }
  return receipt as TransactionReceipt;
}

/** A token that is short often says so without a reason. */
async function mustHaveEnough(
  { client }: Connection,
  { owner, currency, amount }: { owner: Address; currency: Address; amount: bigint },
): Promise<void> {
  if (isSameAddress(currency, zeroAddress)) return;
  const balance = await client
    .readContract({ address: currency, abi: erc20Abi, functionName: "balanceOf", args: [owner] })
    .catch(() => undefined);
  if (balance !== undefined && balance < amount) {
    throw new UsageError(
      `${owner} has ${balance} of the smallest unit of ${currency}, and this costs ${amount}. Nothing was sent.`,
    );
  }
}
