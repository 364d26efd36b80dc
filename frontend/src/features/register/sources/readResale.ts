import { resaleFromPercent } from "@colophon/sdk";

export type ReadResale = { ok: true; hundredths: number } | { ok: false; error: string };

/** Reads a resale royalty in per cent: at most two decimals, because that is what is recorded. Empty for none. */
export function readResale(text: string): ReadResale {
  const hundredths = resaleFromPercent(text);
  if (hundredths !== undefined) return { ok: true, hundredths };
  return {
    ok: false,
    error: "Type a percentage from 0 to 100 with at most two decimals, such as 7.5. Leave it empty for none.",
  };
}
