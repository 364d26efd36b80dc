/** The time that never comes, in seconds since 1970: 2^40 - 1. */
export const forever = 1_099_511_627_775;

/** A supply without limit: 2^32 - 1. */
export const unlimitedSupply = 4_294_967_295;

/** All royalty units of a work; 1,000,000 units are 1 %. */
export const totalUnits = 100_000_000;
