/** A work's or a licence's number in its short spelling for links: 0x and 56 or 64 hexadecimal digits. */
export function formatId(id: bigint, kind: "work" | "licence"): `0x${string}` {
  return `0x${id.toString(16).padStart(kind === "work" ? 56 : 64, "0")}`;
}
