import type { Hex } from "viem";
import { ColophonError } from "../errors/ColophonError.ts";

export class NotStampedError extends ColophonError {
  override name = "NotStampedError";
  readonly stamped: Hex;

  constructor(stamped: Hex, chainId: number) {
    super(
      `The node of chain ${chainId} has no stamp of ${stamped}. Stamp it first; if you did, wait until it is confirmed, or ask a node that keeps old logs.`,
    );
    this.stamped = stamped;
  }
}
