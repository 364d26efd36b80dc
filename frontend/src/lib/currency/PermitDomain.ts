import type { TypedDataDomain } from "viem";

/** What a token with ERC-2612 says of itself, so that a permit can be signed for it. */
export type PermitDomain = { domain: TypedDataDomain; nonce: bigint };
