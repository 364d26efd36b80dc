import type { Address, Hex } from "viem";

export type Holder = { account: Address; units: number };

/** Who holds the royalty units of a work from the beginning. Public, so that everybody can take their units. */
export type Holders = { format: "colophon-holders/1"; holders: readonly Holder[] };

/** One step of a holder's proof, as the Royalties contract takes it. */
export type HolderSibling = { hash: Hex; units: bigint };
