/** A licence's number: its work's number followed by a 32-bit serial from 1. */
export function licenceIdOf({ work, serial }: { work: bigint; serial: number }): bigint {
  return (work << 32n) | BigInt(serial);
}
