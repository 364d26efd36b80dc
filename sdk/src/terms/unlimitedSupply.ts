/** A supply without limit: 2^32 - 1. */
export const unlimitedSupply = 4_294_967_295;
