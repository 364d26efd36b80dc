import type { Address } from "viem";
import { ColophonError } from "../errors/ColophonError.ts";

export class WrongContractError extends ColophonError {
  override name = "WrongContractError";
  readonly address: Address;

  constructor(contract: string, address: Address) {
    super(
      `There is no contract at ${address}, where ${contract} should be. The chain may have been restarted, or the node may be behind.`,
    );
    this.address = address;
  }
}
