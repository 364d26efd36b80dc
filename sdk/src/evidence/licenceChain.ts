import type { Hex } from "viem";
import { type DecodedLicence, decodeLicence } from "./decodeLicence.ts";

/** The contract lets sublicences hang eight levels deep. */
const most = 9;

export type LicenceLink = {
  id: bigint;
  /** Null if there is no such licence. */
  licence: DecodedLicence | null;
};

/** A licence and those above it, the direct parent first, as far as storage slots of the contract are known. */
export function licenceChain(id: bigint, read: (slot: Hex) => bigint | undefined): LicenceLink[] {
  const chain: LicenceLink[] = [];
  for (let next: bigint | undefined = id; next !== undefined && chain.length < most; ) {
    const licence = decodeLicence(next, read);
    if (licence === undefined) break;
    chain.push({ id: next, licence });
    next = licence?.parent;
  }
  return chain;
}
