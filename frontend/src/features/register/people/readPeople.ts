import { type Credit, createHolders, type Holders, percentOf, totalUnits } from "@colophon/sdk";
import { type Address, isAddress, zeroAddress } from "viem";
import { textProblem } from "../textProblem.ts";
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
    const name = person.name.normalize("NFC").trim();
    const nameProblem = name === "" ? "Enter a name, as it should be credited." : textProblem(name, 200);
    if (nameProblem) errors[`${id}.name`] = nameProblem;

    const ownRole = person.ownRole.normalize("NFC").trim();
    if (person.role === "") errors[`${id}.role`] = "Choose what they did.";
    if (person.role === "other") {
      const problem = ownRole === "" ? "Say what they did, in a word or two." : textProblem(ownRole, 60);
      if (problem) errors[`${id}.ownRole`] = problem;
    }

    const share = shareOf(person.share);
    const units = share.kind === "units" ? share.units : 0;
    if (share.kind === "error") errors[`${id}.share`] = share.error;

    const typed = person.account.trim();
    const account = index === 0 ? claimant : typed === "" ? undefined : typed;
    if (index > 0) {
      const problem = accountProblem(typed, units);
      if (problem) errors[`${id}.account`] = problem;
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
    credits.push({
      name,
      role: person.role === "other" ? ownRole : person.role,
      ...(account && isAddress(account) ? { account: account.toLowerCase() as Address } : {}),
      ...(units > 0 ? { units } : {}),
    });
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

function accountProblem(typed: string, units: number): string | undefined {
  if (typed === "") {
    return units > 0 ? "Enter the account that their share goes to, or leave the share empty." : undefined;
  }
  if (!/^0x[0-9a-fA-F]{40}$/.test(typed)) {
    return "This is not an account. An account is 0x and 40 digits or letters from a to f.";
  }
  if (!isAddress(typed)) return "A character of this account is mistyped. Copy it again.";
  if (typed === zeroAddress) return "Nobody can use the zero address: income sent there is lost.";
  return undefined;
}

function holdersOf(held: readonly { account: Address; units: number }[], claimant: Address | undefined) {
  const [first] = held;
  const sole =
    first && claimant && first.units === totalUnits && first.account.toLowerCase() === claimant.toLowerCase();
  // Without the claimant's account the list isn't known yet.
  const known = held.reduce((sum, { units }) => sum + units, 0) === totalUnits;
  return sole || !known ? undefined : createHolders(held);
}
