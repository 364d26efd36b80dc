import { visibleText } from "@colophon/sdk";
import * as v from "valibot";
import { type Address, getAddress, type Hex } from "viem";

/*
 * The shapes that the index answers with. The index is a cache that anybody may run, so nothing of it is taken on
 * trust: what does not fit is refused, text is made visible and cut, and every entry links to a page that reads the chain.
 */

const hexOf = (digits: number) =>
  v.pipe(
    v.string(),
    v.regex(new RegExp(`^0x[0-9a-f]{${digits}}$`)),
    v.transform((text) => text as Hex),
  );

/** An account or a token, whichever way its letters are written. */
export const IndexedAddress = v.pipe(
  v.string(),
  v.regex(/^0x[0-9a-fA-F]{40}$/),
  v.transform((text): Address => getAddress(text.toLowerCase())),
);
export const WorkNumber = hexOf(56);
export const LicenceNumber = hexOf(64);
export const Bytes32 = hexOf(64);

/** An amount in the currency's smallest unit, as a decimal string of a word's size at most. */
export const IndexedAmount = v.pipe(
  v.string(),
  v.regex(/^[0-9]{1,78}$/),
  v.transform((text) => BigInt(text)),
);
/** A count, a time in seconds or a block. */
export const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A stranger's words: what could deceive a reader is replaced by a mark, and no text is longer than this. */
const longest = 2_000;
export const Words = v.pipe(
  v.string(),
  v.transform((text) => visibleText(text.slice(0, longest))),
);

/** A block with its time. */
export const At = v.object({ block: Whole, time: Whole });
export type At = v.InferOutput<typeof At>;
