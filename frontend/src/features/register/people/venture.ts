import { type Holders, isSameAddress, type PastedPlace, percentOf, totalUnits, typeable } from "@colophon/sdk";
import type { Venture } from "@colophon/sdk/agreements";
import * as v from "valibot";
import type { Address } from "viem";
import { AddressText, listOf } from "../../../flow/draftSchemas.ts";
import { newPerson, type Person, parsePeople } from "./people.ts";

/** The venture that a work is registered for: its Safe will control the work, and its partners hold the shares. */
export const VentureOfWork: v.GenericSchema<unknown, Venture> = v.object({
  name: v.string(),
  partners: listOf(v.object({ account: AddressText, name: v.string(), units: v.number() })),
  threshold: v.number(),
});

/** The lines of people that a venture begins with. The first is whoever registers, perhaps without a share. */
export function peopleOfVenture({ name, partners }: Venture, account: Address | undefined, safe: Address): Person[] {
  const lineOf = ({ account: held, name: called, units }: Venture["partners"][number], me = false) =>
    newPerson({ name: called, share: typeable(percentOf(units)), account: me ? "" : held });
  const own = partners.find((each) => account && isSameAddress(each.account, account));
  const others = partners.filter((each) => each !== own).map((each) => lineOf(each));
  if (own) return [lineOf(own, true), ...others];
  return [newPerson(account && isSameAddress(account, safe) ? { name } : {}), ...others];
}

/** What is wrong with the people of a registration, by field: also `venture`, if their shares are not as agreed for it. */
export function peopleErrors(
  { people, venture }: { people: readonly Person[]; venture?: Venture | undefined },
  account: Address | undefined,
  deployment: PastedPlace,
): Readonly<Record<string, string>> {
  const { errors, holders } = parsePeople(people, account, deployment);
  if (!venture || !account || Object.keys(errors).length > 0 || isAsAgreed(venture, holders, account)) return errors;
  return {
    venture:
      "The accounts and shares below are not those of the venture. Put them right, connect the account that they name, or register it without the venture.",
  };
}

/** Whether the shares of a registration are those of its venture. */
function isAsAgreed({ partners }: Venture, holders: Holders | undefined, claimant: Address | undefined): boolean {
  const held = holders?.holders ?? (claimant ? [{ account: claimant, units: totalUnits }] : []);
  return (
    held.length === partners.length &&
    partners.every(({ account, units }) =>
      held.some((each) => isSameAddress(each.account, account) && each.units === units),
    )
  );
}
