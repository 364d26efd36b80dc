import type { Address } from "viem";
import { ColophonError } from "../errors/ColophonError.ts";

/** Shares that can't be registered: they don't add up, or a holder is listed twice, without units, or not at all. */
export class HoldersError extends ColophonError {
  override name = "HoldersError";
  readonly account: Address | undefined;
  /** The sum of all units, where that is what is wrong. */
  readonly sum: number | undefined;

  constructor(sentence: string, values: { account?: Address; sum?: number } = {}) {
    super(sentence);
    this.account = values.account;
    this.sum = values.sum;
  }
}
