import * as v from "valibot";
import type { Address, Hex } from "viem";

const hash = /^0x[0-9a-f]{64}$/;
const address = /^0x[0-9a-f]{40}$/;

/** 32 bytes in lower-case hexadecimal. */
export const hashField = v.custom<Hex>(
  (value) => typeof value === "string" && hash.test(value),
  "this must be 0x and 64 lower-case hexadecimal digits.",
);

/** An address in lower-case hexadecimal, the one spelling that hashes alike everywhere. */
export const addressField = v.custom<Address>(
  (value) => typeof value === "string" && address.test(value),
  "this must be an address: 0x and 40 lower-case hexadecimal digits.",
);

/** A whole number from `minimum` that JavaScript can hold exactly. */
export function wholeField(minimum: number) {
  return v.custom<number>(
    (value) => Number.isSafeInteger(value) && (value as number) >= minimum,
    `this must be a whole number, ${minimum} or more.`,
  );
}

/** Siblings on the way to a root: 64 are enough for any tree. */
export const proofField = v.pipe(v.array(hashField), v.maxLength(64, "there must be at most 64 siblings."));

/** A whole amount of any size as a decimal string, without sign or leading zeros. */
export const amountField = v.pipe(
  v.string(),
  v.regex(/^(?:0|[1-9][0-9]{0,77})$/, "this must be a whole amount as a decimal string."),
  v.transform((digits) => BigInt(digits)),
);
