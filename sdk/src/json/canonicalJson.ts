import canonicalize from "canonicalize";
import { stringToBytes } from "viem";

/** The RFC 8785 form of a JSON value. A field that is undefined is left out. */
export function canonicalJson(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("A value without a JSON form can't be made canonical.");
  return text;
}

/** The same as bytes: what is hashed. */
export function canonicalBytes(value: object): Uint8Array {
  return stringToBytes(canonicalJson(value));
}
