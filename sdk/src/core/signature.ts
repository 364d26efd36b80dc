import { type Hex, isHex, size, slice } from "viem";
import { ColophonError } from "../model/errors.ts";

// viem's own readers of signatures bring the whole curve along, which every page that pays would load.

/** Half of the order of secp256k1: contracts refuse a larger s, of which each signature has a twin below. */
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** Contract wallets put an address where r stands (Safe: v 0 and 1), which no signature of a key has in practice. */
const largestAddress = 2n ** 160n;

/**
 * A signature as contracts take it: lower-case, and of an account 65 bytes that end in 27 or 28 with the smaller s,
 * however its wallet wrote it (Ledger's 0 and 1, EIP-155's 37 and 38, the 64 bytes of EIP-2098). Signatures of contract
 * wallets, also those wrapped by ERC-6492, stay as they are.
 */
export function normalSignature(signature: string): Hex {
  const hex = (/^0x/i.test(signature.trim()) ? signature.trim() : `0x${signature.trim()}`).toLowerCase();
  if (!isHex(hex) || hex.length % 2 !== 0) return hex as Hex;
  if (size(hex) === 64) {
    // EIP-2098: the parity is the highest bit of s.
    const word = BigInt(slice(hex, 32, 64));
    const s = word & ((1n << 255n) - 1n);
    return `${slice(hex, 0, 32)}${s.toString(16).padStart(64, "0")}${(27n + (word >> 255n)).toString(16)}`;
  }
  if (size(hex) !== 65) return hex;
  const [r, s] = [slice(hex, 0, 32), BigInt(slice(hex, 32, 64))];
  const v = Number(slice(hex, 64));
  const parity = v === 27 || v === 28 ? v - 27 : v === 0 || v === 1 ? v : v >= 35 ? (v - 35) % 2 : undefined;
  if (parity === undefined || BigInt(r) < largestAddress || s === 0n || s >= order) return hex;
  const twin = s > order / 2n;
  const small = twin ? order - s : s;
  const last = 27 + (twin ? 1 - parity : parity);
  return `${r}${small.toString(16).padStart(64, "0")}${last.toString(16)}`;
}

/**
 * The parts of an account's signature, as contracts take them one by one (ERC-2612). Throws a ColophonError for what a
 * key did not sign, such as the signature of a contract wallet.
 */
export function signatureParts(signature: string): { r: Hex; s: Hex; v: number } {
  const hex = normalSignature(signature);
  const v = isHex(hex) && size(hex) === 65 ? Number(slice(hex, 64)) : 0;
  if (v !== 27 && v !== 28) {
    throw new ColophonError(
      `“${hex.slice(0, 20)}…” is not the signature of a key: it has to have 65 bytes that end in 27 or 28. Sign with an account that is no contract.`,
    );
  }
  return { r: slice(hex, 0, 32), s: slice(hex, 32, 64), v };
}
