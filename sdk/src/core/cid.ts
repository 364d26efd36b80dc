import { base32 } from "multiformats/bases/base32";
import { bytesToHex, concat, type Hex, hexToBytes } from "viem";
import { ColophonError } from "../model/errors.ts";
import { mebibyte } from "../model/formats.ts";

export class InvalidCidError extends ColophonError {
  override name = "InvalidCidError";
  readonly cid: string;

  constructor(cid: string) {
    super(
      `“${cid.slice(0, 100)}” is not an address that Colophon uses: ipfs:// and a version 1 CID of raw bytes with SHA-256, which starts with “bafkrei”.`,
    );
    this.cid = cid;
  }
}

/** The largest object in the content store, 1 MiB: what every IPFS node passes on as one block. */
export const maxBlockBytes = mebibyte;

/** CID version 1, raw bytes, SHA-256 of 32 bytes. */
const cidPrefix = "0x01551220";

/** The IPFS address of a block of bytes with this SHA-256. */
export function cidOf(digest: Hex): string {
  return base32.encode(hexToBytes(concat([cidPrefix, digest])));
}

/** The ipfs:// link to a block of bytes with this SHA-256. */
export function ipfsUriOf(digest: Hex): `ipfs://${string}` {
  return `ipfs://${cidOf(digest)}`;
}

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
