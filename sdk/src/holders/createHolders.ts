import { type Address, isAddress, zeroAddress } from "viem";
import { percentOf } from "../units/percentOf.ts";
import { totalUnits } from "../units/totalUnits.ts";
import type { Holder, Holders } from "./Holders.ts";
import { HoldersError } from "./HoldersError.ts";

/** The list of holders of a work's units, whose units must be exactly 100,000,000 together. */
export function createHolders(holders: readonly Holder[]): Holders {
  if (holders.length === 0) throw new HoldersError("Nobody holds a share. Add at least one holder.");
  const sorted = holders
    .map(({ account, units }): Holder => {
      if (!isAddress(account)) {
        throw new HoldersError(
          `“${String(account).slice(0, 60)}” is not an address. Check it for missing or mistyped characters.`,
        );
      }
      if (account === zeroAddress) {
        throw new HoldersError("The zero address can't hold a share: nobody can withdraw its income.", { account });
      }
      if (!Number.isSafeInteger(units) || units <= 0) {
        throw new HoldersError(`The share of ${account} must be more than 0 %. Enter a share or remove the holder.`, {
          account,
        });
      }
      return { account: account.toLowerCase() as Address, units };
    })
    .sort((a, b) => (a.account < b.account ? -1 : 1));
  sorted.forEach(({ account }, i) => {
    if (sorted[i + 1]?.account === account) {
      throw new HoldersError(`${account} is listed twice. Put both shares into one line.`, { account });
    }
  });
  const sum = sorted.reduce((total, { units }) => total + units, 0);
  if (sum !== totalUnits) {
    const gap = Math.abs(totalUnits - sum);
    throw new HoldersError(
      `The shares add up to ${percentOf(sum)} %, not 100 %. ${sum < totalUnits ? "Give away another" : "Take back"} ${percentOf(gap)} %.`,
      { sum },
    );
  }
  return { format: "colophon-holders/1", holders: sorted };
}
