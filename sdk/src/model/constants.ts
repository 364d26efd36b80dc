/** The time that never comes, in seconds since 1970: 2^40 - 1, the largest that a date on chain can hold. */
export const forever = 1_099_511_627_775;

/** A supply without limit: 2^32 - 1. */
export const unlimitedSupply = 4_294_967_295;

/** All royalty units of a work; 1,000,000 units are 1 %. */
export const totalUnits = 100_000_000;

/** The whole of what is shared, in parts per billion: 100 %. */
export const allShares = 1_000_000_000;

/** The whole as an ERC-2981 royalty states it, in hundredths of a per cent: 100 %. */
export const mostResale = 10_000;

/** All 256 bits: the whole world, whatever codes may be assigned later. */
export const worldwide = 2n ** 256n - 1n;

/** How many earlier works a work may be registered as made from. */
export const mostSources = 16;

/** How many levels of sublicences terms may allow below a licence. */
export const mostLevels = 8;

/** How many seats one licence may have: as many as 16 bits hold. */
export const mostSeats = 65_535;

/** How many periods one licence may be bought and renewed for in all: as many as 12 bits hold. */
export const mostPeriods = 4_095;

/** How many works terms may let be made under one licence at most, if they count them: as many as 6 bits hold. */
export const mostWorks = 63;

/** The last second, since 1970, at which a licence may start: as many as 34 bits hold. */
export const lastStart = 17_179_869_183;

/** How long a notice of breach may be acted on once the time to cure is over and, if it was contested, it was upheld: in seconds. */
export const noticeLapse = 7_776_000;

/** The longest cure and the longest reporting period that terms may state, in seconds: as many as 32 bits hold. */
export const mostTermsSeconds = 2 ** 32 - 1;

/** The largest amount that terms may state for reports, in the currency's smallest unit: as much as 96 bits hold. */
export const mostTermsAmount = 2n ** 96n - 1n;

/** The largest number of units, and the largest revenue, of one report: as much as 128 bits hold. */
export const mostReported = 2n ** 128n - 1n;

/** What a work can ever receive in one currency, in its smallest unit: as much as 112 bits hold. */
export const mostIncome = 2n ** 112n - 1n;

/** What a work's till writes beside the money that it passes on: "till", filled up with zeros to 32 bytes. */
export const tillMemo = "0x74696c6c00000000000000000000000000000000000000000000000000000000";

/** SHA-256 of nothing: the digest of every empty file, which proves nothing and is refused on chain. */
export const emptyDigest = "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/**
 * How many earlier changes of a holder's units one claim counts, unless it is told otherwise: about 3 million gas. What
 * is left is counted by the next.
 */
export const stepsPerClaim = 500n;
