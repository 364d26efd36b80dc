import { BaseError, ContractFunctionRevertedError } from "viem";

/** Whether a call reverted because there is no such token. */
export function isMissingToken(error: unknown): boolean {
  if (!(error instanceof BaseError)) return false;
  const revert = error.walk((cause) => cause instanceof ContractFunctionRevertedError);
  return revert instanceof ContractFunctionRevertedError && revert.data?.errorName === "ERC721NonexistentToken";
}
