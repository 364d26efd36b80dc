const paying = new Set(["buy", "renew", "report", "pay", "claim", "settle", "sweep", "withdraw", "batch"]);
const paymentMargin = 50_000n;

/**
 * The gas to allow. A fifth more than estimated, because the state may change until it is mined, and more for what
 * moves money: a holder's change of units in between makes a payment dearer. Gas that is not used is not paid.
 */
export function gasLimitOf(functionName: string, estimate: bigint): bigint {
  return (estimate * 12n) / 10n + (paying.has(functionName) ? paymentMargin : 0n);
}
