import { encodeAbiParameters, type Hex, keccak256 } from "viem";
import type { Holder } from "./Holders.ts";

/** A holder's leaf: keccak256(abi.encode(account, units)). */
export function holderLeafOf({ account, units }: Holder): Hex {
  return keccak256(encodeAbiParameters([{ type: "address" }, { type: "uint64" }], [account, BigInt(units)]));
}
