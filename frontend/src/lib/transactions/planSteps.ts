import { batchCall, type Call, type Deployment } from "@colophon/sdk";
import type { TransactionCall } from "./TransactionCall.ts";

/** One transaction, and what it does. */
export type TransactionStep = { call: Call; says: readonly string[]; isDone: TransactionCall["isDone"] };

/**
 * Turns what is to be done into as few transactions as possible: neighbours that go to Works, Terms, Licences,
 * Compliance or Royalties become one batch, anything else (a token, a timestamp) is a transaction of its own.
 */
export function planSteps(deployment: Deployment, calls: readonly TransactionCall[]): TransactionStep[] {
  const { works, terms, licences, compliance, royalties } = deployment.contracts;
  const batchable = new Set(
    [works, terms, licences, compliance, royalties].map((contract) => contract.address.toLowerCase()),
  );
  const groups: TransactionCall[][] = [];
  for (const call of calls) {
    const last = groups.at(-1);
    const joins =
      last !== undefined &&
      [...last, call].every((one) => batchable.has(one.call.address.toLowerCase()) && one.isDone === undefined);
    if (joins) last.push(call);
    else groups.push([call]);
  }
  return groups.map((group) => {
    const [only] = group;
    const says = group.map((one) => one.says);
    if (group.length === 1 && only) return { call: only.call, says, isDone: only.isDone };
    return {
      call: batchCall(
        deployment,
        group.map((one) => one.call),
      ),
      says,
      isDone: undefined,
    };
  });
}
