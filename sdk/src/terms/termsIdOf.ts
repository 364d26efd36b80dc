import { encodeAbiParameters, type Hex, keccak256 } from "viem";
import type { OnchainTerms } from "./Terms.ts";

const layout = [{ type: "uint64" }, { type: "uint40" }, { type: "bool" }, { type: "bytes32" }] as const;

/** The hash that names terms on chain: keccak256(abi.encode(uses, duration, transferable, deed)). */
export function termsIdOf({ uses, duration, transferable, deed }: OnchainTerms): Hex {
  return keccak256(encodeAbiParameters(layout, [uses, duration, transferable, deed]));
}
