import { base32 } from "multiformats/bases/base32";
import { bytesToHex, type Hex } from "viem";
import { InvalidCidError } from "./InvalidCidError.ts";

/** The SHA-256 inside a CID or an ipfs:// link of ours. Throws an InvalidCidError for any other. */
export function digestOf(cidOrUri: string): Hex {
  const cid = cidOrUri.startsWith("ipfs://") ? cidOrUri.slice("ipfs://".length) : cidOrUri;
  if (!/^bafkrei[a-z2-7]{52}$/.test(cid)) throw new InvalidCidError(cidOrUri);
  try {
    return bytesToHex(base32.decode(cid).subarray(4));
  } catch {
    // The last letter carries unused bits, which must be zero: every digest has one spelling only.
    throw new InvalidCidError(cidOrUri);
  }
}
