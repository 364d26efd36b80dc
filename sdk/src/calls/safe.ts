import { parseAbi } from "viem";
import { type SafePlan, safeContracts, safeSetupOf } from "../model/safe.ts";
import { call } from "./call.ts";

const factoryAbi = parseAbi([
  "function createProxyWithNonce(address singleton, bytes initializer, uint256 saltNonce) returns (address)",
]);

/**
 * Creates a Safe at safeAddressOf(plan). Anyone may send it; fails if it is there already. readVenture says whether the
 * chain has Safe's own factory: do not send it before.
 */
export function createSafeCall(plan: SafePlan) {
  const args = [safeContracts.singleton.address, safeSetupOf(plan), plan.nonce] as const;
  return call(safeContracts.factory, factoryAbi, "createProxyWithNonce", args);
}
