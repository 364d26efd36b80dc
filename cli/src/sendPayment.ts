import { ColophonError, isSameAddress } from "@colophon/sdk";
import {
  batchCall,
  type Call,
  type PaymentStep,
  type PaymentStepKind,
  paymentPlan,
  permitTypedData,
} from "@colophon/sdk/calls";
import { type EventRef, readAllowance, readCurrency, readPermit } from "@colophon/sdk/read";
import { type Address, erc20Abi, type Hex, parseUnits, type TransactionReceipt, zeroAddress } from "viem";
import { type Arguments, parseMoment, UsageError } from "./Command.ts";
import type { Connection } from "./connect.ts";
import { say } from "./terminal.ts";

/** How long a transaction is waited for, in milliseconds. */
const patience = 15 * 60_000;

/** The last moment at which a payment may be mined, in seconds from now, where none is given. */
const inTime = 3_600;

/** For how many seconds a payment that looks the same is taken for this one. */
const recently = 24 * 3_600;

export const paymentOptions = { deadline: { type: "string" }, again: { type: "boolean" } } as const;

export const paymentHelp = `  --deadline <moment>    the last moment at which it may happen, such as 2026-03-12T14:05:00Z; an hour from now if missing
  --again                send it although it looks like what was paid before, or something is still on its way`;

const doing: Record<PaymentStepKind, string> = {
  reset: "Setting the old allowance back to 0, which this token wants first",
  allow: "Allowing exactly the amount to be taken",
  permit: "Paying, with a signed permit for exactly the amount",
  pay: "Paying",
};

/** The last second at which a payment may be mined: as typed, or an hour from a block's time. */
export function deadlineOf(given: Arguments, now: number): number {
  const typed = given.value("deadline");
  if (typed === undefined) return now + inTime;
  const deadline = parseMoment(typed, "--deadline");
  if (deadline > now) return deadline;
  throw new UsageError(
    `--deadline ${typed} is over already. Give a later moment, or leave it out for an hour from now.`,
  );
}

/** An amount as typed, exactly: nothing is rounded. */
export async function amountOf({ client }: Connection, option: string, typed: string, currency: Address) {
  const decimals = (await readCurrency(client, currency))?.decimals ?? 0;
  const [, fraction = ""] = /^\d+(?:\.(\d+))?$/.exec(typed) ?? [undefined, "?".repeat(99)];
  if (fraction.length <= decimals) return parseUnits(typed, decimals);
  throw new UsageError(
    `${option} ${typed} is not an amount of this currency: digits, with at most ${decimals} after the point.`,
  );
}

/** Refuses to pay once more, unasked, what was paid before: somebody ran the same command twice. */
export function refuseRepeat(given: Arguments, what: string, at: EventRef | undefined): void {
  if (at === undefined || given.flag("again")) return;
  const moment = new Date(at.time * 1000).toISOString();
  throw new UsageError(
    `${what} already, in block ${at.block} at ${moment} (transaction ${at.transaction}). Nothing was sent. If you mean to do it once more, add --again.`,
  );
}

/** Whether something at a time is recent enough to be what the same command did a moment ago. */
export const isRecent = (at: EventRef, now: number): boolean => now - at.time < recently;

export type SendPaymentParameters = {
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  amount: bigint;
  /** What the money is for. */
  pay: Call;
  /** Who takes it; the Royalties contract when missing. Only that one takes permits. */
  spender?: Address;
  /** The last second, since 1970, at which a permit counts. */
  deadline: number;
  /** Set if nothing but a permit can hold the payment to its deadline, and it must be held to it. */
  onlyByPermit?: boolean;
};

/**
 * Sends what a payment takes, and returns the receipt of the transaction that pays. A token that knows permits is paid
 * in one transaction, by a signature for exactly the amount; for others an allowance goes before, one after the other.
 */
export async function sendPayment(
  given: Arguments,
  connection: Connection,
  parameters: SendPaymentParameters,
): Promise<TransactionReceipt> {
  const { currency, amount, deadline, onlyByPermit = false } = parameters;
  const { client, sender } = connection;
  if (sender === undefined) throw new UsageError("Paying needs an account: add --key-file <file>.");
  await mustHaveEnough(connection, { owner: sender, currency, amount });
  if (!given.flag("again")) await mustHaveNothingOnItsWay(connection, sender);
  const plan = await planOf(connection, parameters, sender);
  if (onlyByPermit && plan[0]?.kind !== "permit") {
    throw new UsageError(
      "Nothing can hold this payment to a deadline: only a token with permits (ERC-2612) can. Nothing was sent. Leave out --deadline.",
    );
  }
  let receipt: TransactionReceipt | undefined;
  for (const { kind, call } of plan) {
    const { timestamp } = await client.getBlock();
    if (timestamp > deadline) {
      throw new ColophonError("The deadline is over, so nothing more is sent. Run this again with a later --deadline.");
    }
    receipt = await sendAndWait(connection, call, doing[kind]);
  }
  return receipt as TransactionReceipt;
}

/** Sends one transaction, says so as `what`, and returns its receipt once it is in a block; fails if it failed there. */
export async function sendAndWait(
  { client, chainId, send }: Connection,
  call: Call,
  what: string,
): Promise<TransactionReceipt> {
  const hash = await send(call);
  say(`${what}: sent ${hash} on chain ${chainId}; waiting until it is in a block`);
  const receipt = await client.waitForTransactionReceipt({ hash, timeout: patience });
  if (receipt.status === "success") return receipt;
  throw new ColophonError(
    `The transaction ${receipt.transactionHash} failed, so nothing was paid but the network's fee. Run this again.`,
  );
}

/** What is sent, in order: one transaction with a permit where the token takes one, else as many as it wants. */
async function planOf(
  connection: Connection,
  { currency, amount, pay, deadline, spender }: SendPaymentParameters,
  owner: Address,
): Promise<PaymentStep[]> {
  const { client, deployment } = connection;
  const found = await readAllowance({ client, deployment }, { currency, owner, amount, spender });
  if (found.status === "unknown") throw found.cause;
  const allowance = found.status === "found" ? found.value : undefined;
  const step = { currency, amount, allowance, spender, pay };
  const plain = paymentPlan(deployment, step);
  if (plain[0]?.kind !== "allow" || spender !== undefined) return plain;
  const signature = await signPermit(connection, { currency, amount, owner, deadline });
  if (signature === undefined) return plain;
  const signed = paymentPlan(deployment, { ...step, permit: { deadline: BigInt(deadline), signature } });
  const call = batchCall(
    deployment,
    signed.map((each) => each.call),
  );
  try {
    // Some tokens have a permit of another kind. Then the plain way is tried, and says itself what is wrong.
    await client.simulateContract({ ...call, account: owner });
  } catch {
    say("The token did not take the permit; allowing the amount instead");
    return plain;
  }
  return [{ kind: "permit", call }];
}

type PermitParameters = { currency: Address; amount: bigint; owner: Address; deadline: number };

async function signPermit(connection: Connection, parameters: PermitParameters): Promise<Hex | undefined> {
  const { currency, amount, owner, deadline } = parameters;
  const { client, deployment, sign } = connection;
  const found = await readPermit({ client, deployment }, { currency, owner });
  if (found.status !== "found") return undefined;
  return sign(permitTypedData(deployment, { ...found.value, owner, amount, deadline: BigInt(deadline) }));
}

/** What an earlier run sent and did not see in a block may be this payment. */
async function mustHaveNothingOnItsWay({ client }: Connection, sender: Address): Promise<void> {
  const counts = ["latest", "pending"] as const;
  const [mined, sent] = await Promise.all(
    counts.map((blockTag) => client.getTransactionCount({ address: sender, blockTag }).catch(() => 0)),
  );
  if (mined === undefined || sent === undefined || sent <= mined) return;
  throw new UsageError(
    `A transaction of ${sender} is still on its way, and could be this payment. Nothing was sent. Run this again when it is in a block; if it is something else, add --again.`,
  );
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
