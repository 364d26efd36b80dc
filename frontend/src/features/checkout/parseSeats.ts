import { unlimitedSupply } from "@colophon/sdk";

export type ParsedSeats = { ok: true; seats: number } | { ok: false; error: string };

/** As many as 16 bits hold. */
const mostSeats = 65_535;

/** Reads a number of seats as people type it, strictly, and not more than are left. */
export function parseSeats(text: string, { supply, sold }: { supply: number; sold: number }): ParsedSeats {
  const trimmed = text.trim();
  const left = supply === unlimitedSupply ? mostSeats : Math.min(mostSeats, supply - sold);
  const seats = Number(trimmed);
  if (!/^\d{1,9}$/.test(trimmed) || seats === 0) {
    return { ok: false, error: "Type how many seats you need, as a whole number above 0." };
  }
  if (seats <= left) return { ok: true, seats };
  const most = left.toLocaleString("en-GB");
  return left === mostSeats
    ? { ok: false, error: `A licence has at most ${most} seats. Buy several licences for more.` }
    : { ok: false, error: `${left === 1 ? "Only 1 seat is" : `Only ${most} seats are`} left. Ask for fewer.` };
}
