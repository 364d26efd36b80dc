import { bytesToHex, type Hex } from "viem";

/** 32 bytes from the machine's source of secrets. */
export function randomSalt(): Hex {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
}
