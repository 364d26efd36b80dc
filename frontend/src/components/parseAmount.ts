export type ParsedAmount = { ok: true; amount: bigint } | { ok: false; error: string };

/**
 * Reads an amount that a person typed, strictly: digits with at most one point, nothing rounded, nothing guessed.
 * A comma is refused because half the world reads it as a point.
 */
export function parseAmount(text: string, decimals: number): ParsedAmount {
  const trimmed = text.trim();
  if (trimmed === "") return { ok: false, error: "Type an amount." };
  if (trimmed.includes(",")) {
    return { ok: false, error: "Write the amount without commas, with a point for decimals: 1250.50" };
  }
  if (!/^(\d+\.?\d*|\.\d+)$/.test(trimmed)) return { ok: false, error: "Use digits only, such as 12.5" };
  const [whole = "", fraction = ""] = trimmed.split(".");
  if (fraction.replace(/0+$/, "").length > decimals) {
    return { ok: false, error: `This currency has ${decimals} decimals at most.` };
  }
  if (whole.length > 60) return { ok: false, error: "That is more than any currency has." };
  const amount =
    BigInt(whole || "0") * 10n ** BigInt(decimals) + BigInt(fraction.slice(0, decimals).padEnd(decimals, "0") || "0");
  return { ok: true, amount };
}
