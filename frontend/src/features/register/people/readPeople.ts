import { type Credit, createHolders, type Holders, percentOf, totalUnits } from "@colophon/sdk";
import type { Address } from "viem";
import { accountProblem } from "./accountProblem.ts";
import { creditErrors } from "./creditErrors.ts";
import { creditOf } from "./creditOf.ts";
import type { Person } from "./Person.ts";
import { shareOf } from "./shareOf.ts";
import { sumOfShares } from "./sumOfShares.ts";

export type ReadPeople = {
  /** By field: `<id of the line>.name`, `.role`, `.ownRole`, `.account`, `.share`, and `sum`. */
  errors: Readonly<Record<string, string>>;
  credits: readonly Credit[];
  /** Undefined if all units belong to the claimant, or if something is wrong. */
  holders: Holders | undefined;
};

/**
 * What the lines mean. The first is the person who registers; `claimant` is their account, once it is known. A line
 * without a share is a credit without income, and needs no account.
 */
export function readPeople(people: readonly Person[], claimant: Address | undefined): ReadPeople {
  const errors: Record<string, string> = {};
  const seen = new Map<string, number>();
  const held: { account: Address; units: number }[] = [];
  const credits: Credit[] = [];

  people.forEach((person, index) => {
    const { id } = person;
    Object.assign(errors, creditErrors(person));

    const share = shareOf(person.share);
    const units = share.kind === "units" ? share.units : 0;
    if (share.kind === "error") errors[`${id}.share`] = share.error;

    const typed = person.account.trim();
    const account = index === 0 ? claimant : typed === "" ? undefined : typed;
    if (index > 0) {
      const missing = typed === "" && units > 0;
      const problem = typed === "" ? undefined : accountProblem(typed);
      if (missing) errors[`${id}.account`] = "Enter the account that their share goes to, or leave the share empty.";
      else if (problem) errors[`${id}.account`] = problem;
    }
    if (account !== undefined && units > 0 && errors[`${id}.account`] === undefined) {
      const key = account.toLowerCase();
      const earlier = seen.get(key);
      if (earlier !== undefined) {
        errors[`${id}.account`] =
          earlier === 0
            ? "This is your own account. Put this share into your line and leave it empty here."
            : `Person ${earlier + 1} has this account too. Put both shares into one line and leave one of them empty.`;
      } else seen.set(key, index);
      held.push({ account: account as Address, units });
    }
    credits.push(creditOf(person, account));
  });

  const sum = sumOfShares(people);
  if (sum.readable && !sum.complete) {
    errors.sum =
      sum.rest > 0
        ? `The shares must add up to 100 %. ${percentOf(sum.rest)} % is left to give.`
        : `The shares must add up to 100 %. Take back ${percentOf(-sum.rest)} %.`;
  }
  return { errors, credits, holders: Object.keys(errors).length === 0 ? holdersOf(held, claimant) : undefined };
}

function holdersOf(held: readonly { account: Address; units: number }[], claimant: Address | undefined) {
  const [first] = held;
  const sole =
    first && claimant && first.units === totalUnits && first.account.toLowerCase() === claimant.toLowerCase();
  // Without the claimant's account the list isn't known yet.
  const known = held.reduce((sum, { units }) => sum + units, 0) === totalUnits;
  return sole || !known ? undefined : createHolders(held);
}
