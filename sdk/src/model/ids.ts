import { type Address, encodeAbiParameters, type Hex, keccak256 } from "viem";
import { ColophonError } from "./errors.ts";

type WorkIdOfParameters = { claimant: Address; contentRoot: Hex };

/** A work's number: the first 224 bits of keccak256(abi.encode(claimant, contentRoot)). */
export function workIdOf({ claimant, contentRoot }: WorkIdOfParameters): bigint {
  const hash = keccak256(encodeAbiParameters([{ type: "address" }, { type: "bytes32" }], [claimant, contentRoot]));
  return BigInt(hash) >> 32n;
}

/** A licence's number: its work's number followed by a 32-bit serial from 1. */
export function licenceIdOf({ work, serial }: { work: bigint; serial: number }): bigint {
  return (work << 32n) | BigInt(serial);
}

/** The work and the serial that a licence's number is made of. */
export function splitLicenceId(licence: bigint): { work: bigint; serial: number } {
  return { work: licence >> 32n, serial: Number(licence & 0xffff_ffffn) };
}

/** A licence's own number within its work, from 1. */
export function serialOf(licence: bigint): number {
  return splitLicenceId(licence).serial;
}

/**
 * The licence that the memo of a payment names, if it is one of this work. Anyone may write any memo, so this is only
 * what it says: what a payment was for, classifyPayments decides.
 */
export function licenceInMemo(memo: Hex, work: bigint): bigint | undefined {
  const found = splitLicenceId(BigInt(memo));
  return found.work === work && found.serial !== 0 ? BigInt(memo) : undefined;
}

/** Whether two accounts are the same, in whatever case they are written; never if one is missing. */
export function isSameAddress(one: string | null | undefined, other: string | null | undefined): boolean {
  return typeof one === "string" && typeof other === "string" && one.toLowerCase() === other.toLowerCase();
}

/** A work's or a licence's number in its short spelling for links: 0x and 56 or 64 hexadecimal digits. */
export function formatId(id: bigint, kind: "work" | "licence"): `0x${string}` {
  return `0x${id.toString(16).padStart(kind === "work" ? 56 : 64, "0")}`;
}

/**
 * A licence's number as people read and say it, such as "1D1D-1D1D/3": the first eight digits of its work's number, and
 * its own within the work. Short enough for a letter, and too short to find it by: the whole number stands beside it.
 */
export function licenceNumberOf(licence: bigint): string {
  const { work, serial } = splitLicenceId(licence);
  const digits = formatId(work, "work").slice(2, 10).toUpperCase();
  return `${digits.slice(0, 4)}-${digits.slice(4)}/${serial}`;
}

const bits = { work: 224n, licence: 256n } as const;

/** A work's or a licence's number as people paste it: decimal, or hexadecimal with 0x. */
export function parseId(text: string, kind: "work" | "licence"): bigint {
  const trimmed = text.trim().replace(/^#/, "");
  const valid = /^(?:0x[0-9a-f]{1,64}|[0-9]{1,78})$/i.test(trimmed);
  const id = valid ? BigInt(trimmed) : undefined;
  if (id === undefined || id === 0n || id >> bits[kind] !== 0n || (kind === "licence" && serialOf(id) === 0)) {
    throw new ColophonError(
      kind === "work"
        ? `“${text.slice(0, 80)}” is not the number of a work. Paste it as it stands on the work's page: digits, or 0x and hexadecimal digits.`
        : `“${text.slice(0, 80)}” is not the number of a licence. Paste it as it stands on the licence's page: digits, or 0x and hexadecimal digits.`,
    );
  }
  return id;
}
