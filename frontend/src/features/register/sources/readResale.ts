export type ReadResale = { ok: true; hundredths: number } | { ok: false; error: string };

/** Reads a resale royalty in per cent: at most two decimals, because that is what is recorded. Empty for none. */
export function readResale(text: string): ReadResale {
  const trimmed = text.trim().replace(/\s*%$/, "");
  if (trimmed === "") return { ok: true, hundredths: 0 };
  const found = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(trimmed);
  const hundredths = found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : Number.NaN;
  if (!Number.isInteger(hundredths) || hundredths > 10_000) {
    return {
      ok: false,
      error: "Type a percentage from 0 to 100 with at most two decimals, such as 7.5. Leave it empty for none.",
    };
  }
  return { ok: true, hundredths };
}
