/**
 * A resale royalty (ERC-2981) as people type it, such as "7.5" or "7.5 %", in the hundredths of a per cent that are
 * recorded; 0 for nothing typed. Undefined if it is no percentage from 0 to 100 with at most two decimals: nothing is
 * rounded.
 */
export function resaleFromPercent(text: string): number | undefined {
  const trimmed = text.trim().replace(/\s*%$/, "");
  if (trimmed === "") return 0;
  const found = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(trimmed);
  if (!found) return undefined;
  const hundredths = Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
  return hundredths > 10_000 ? undefined : hundredths;
}
