import { createHash } from "node:crypto";

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** The CID of a block: version 1, raw codec, SHA-256, in base32. Equal blocks have equal CIDs and the other way round. */
export function cidOf(block: Uint8Array): string {
  const bytes = [0x01, 0x55, 0x12, 0x20, ...createHash("sha256").update(block).digest()];
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const letters = bits.match(/.{1,5}/g) ?? [];
  return `b${letters.map((group) => alphabet[Number.parseInt(group.padEnd(5, "0"), 2)]).join("")}`;
}
