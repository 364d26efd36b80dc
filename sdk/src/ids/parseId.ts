import { ColophonError } from "../errors/ColophonError.ts";

const bits = { work: 224n, licence: 256n } as const;

/** A work's or a licence's number as people paste it: decimal, or hexadecimal with 0x. */
export function parseId(text: string, kind: "work" | "licence"): bigint {
  const trimmed = text.trim().replace(/^#/, "");
  const valid = /^(?:0x[0-9a-f]{1,64}|[0-9]{1,78})$/i.test(trimmed);
  const id = valid ? BigInt(trimmed) : undefined;
  if (id === undefined || id === 0n || id >> bits[kind] !== 0n || (kind === "licence" && (id & 0xffff_ffffn) === 0n)) {
    throw new ColophonError(
      `“${text.slice(0, 80)}” is not the number of a ${kind}. Paste it as it stands on the ${kind}'s page: digits, or 0x and hexadecimal digits.`,
    );
  }
  return id;
}
