import {
  type Credit,
  createHolders,
  type Holders,
  isSameAddress,
  type PastedPlace,
  percentOf,
  type RoleId,
  roles,
  totalUnits,
  typeable,
  unitsFromPercent,
} from "@colophon/sdk";
import * as v from "valibot";
import type { Address } from "viem";
import { parseAddress, parsePercent, parseRecipient } from "../../../lib/parse.ts";
import { refusedName, textProblem } from "../description.ts";

/** One line of the form "People and shares", as typed. */
export const Person = v.object({
  id: v.string(),
  name: v.string(),
  role: v.picklist([...roles.map(({ id }) => id), "other", ""] as (RoleId | "other" | "")[]),
  /** The role in their own words, where `role` is "other". */
  ownRole: v.string(),
  /** Empty for the person who registers: theirs is the account that signs. */
  account: v.string(),
  /** A percentage; empty for a credit without income. */
  share: v.string(),
});

export type Person = v.InferOutput<typeof Person>;

export function newPerson(changes: Partial<Person> = {}): Person {
  return { id: crypto.randomUUID(), name: "", role: "", ownRole: "", account: "", share: "", ...changes };
}

type ParsedPeople = {
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
export function parsePeople(
  people: readonly Person[],
  claimant: Address | undefined,
  deployment: PastedPlace,
): ParsedPeople {
  const errors: Record<string, string> = {};
  const seen = new Map<string, number>();
  const held: { account: Address; units: number }[] = [];
  const credits: Credit[] = [];

  people.forEach((person, index) => {
    const { id } = person;
    Object.assign(errors, creditErrors(person));

    const share = parseShare(person.share);
    const units = share.kind === "units" ? share.units : 0;
    if (share.kind === "error") errors[`${id}.share`] = share.error;

    const typed = person.account.trim();
    const parsed = index === 0 || typed === "" ? undefined : parseRecipient(typed, deployment, "A share");
    const account = index === 0 ? claimant : parsed?.ok ? parsed.address : undefined;
    if (index > 0) {
      const missing = typed === "" && units > 0;
      if (missing) errors[`${id}.account`] = "Enter the account that their share goes to, or leave the share empty.";
      else if (parsed && !parsed.ok) errors[`${id}.account`] = parsed.error;
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
      held.push({ account, units });
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
  const sole = first && claimant && first.units === totalUnits && isSameAddress(first.account, claimant);
  // Without the claimant's account the list isn't known yet.
  const known = held.reduce((sum, { units }) => sum + units, 0) === totalUnits;
  return sole || !known ? undefined : createHolders(held);
}

type ParsedCredits = { errors: Readonly<Record<string, string>>; credits: readonly Credit[] };

/** What the lines of credits mean. Shares stay what they were registered as, so they are not read here. */
export function parseCredits(people: readonly Person[]): ParsedCredits {
  const errors: Record<string, string> = {};
  const credits = people.map((person) => {
    Object.assign(errors, creditErrors(person));
    const parsed = person.account.trim() === "" ? undefined : parseAddress(person.account);
    if (parsed && !parsed.ok) errors[`${person.id}.account`] = parsed.error;
    return creditOf(person, parsed?.ok ? parsed.address : undefined);
  });
  return { errors, credits };
}

/** What is wrong with name and role of a line, by field: `<id of the line>.name`, `.role`, `.ownRole`. */
function creditErrors({ id, name, role, ownRole }: Person): Record<string, string> {
  const errors: Record<string, string> = {};
  const nameProblem =
    name.trim() === "" ? "Enter a name, as it should be credited." : (textProblem(name, 200) ?? refusedName(name));
  if (nameProblem) errors[`${id}.name`] = nameProblem;
  if (role === "") errors[`${id}.role`] = "Choose what they did.";
  if (role === "other") {
    const problem = ownRole.trim() === "" ? "Say what they did, in a word or two." : textProblem(ownRole, 60);
    if (problem) errors[`${id}.ownRole`] = problem;
  }
  return errors;
}

/** A line as a credit in the metadata. */
function creditOf({ name, role, ownRole, share }: Person, account: Address | undefined): Credit {
  const units = parseShare(share);
  return {
    name: name.normalize("NFC").trim(),
    role: role === "other" ? ownRole.normalize("NFC").trim() : role,
    ...(account ? { account: account.toLowerCase() as Address } : {}),
    ...(units.kind === "units" && units.units > 0 ? { units: units.units } : {}),
  };
}

type ParsedShare = { kind: "blank" } | { kind: "units"; units: number } | { kind: "error"; error: string };

/** A share as it was typed, in whole units; nothing is rounded. */
export function parseShare(text: string): ParsedShare {
  if (text.trim() === "") return { kind: "blank" };
  const parsed = parsePercent(text, unitsFromPercent);
  return parsed.ok ? { kind: "units", units: parsed.part } : { kind: "error", error: parsed.error };
}

type SumOfShares = {
  /** Of everything that can be read. */
  units: number;
  /** What is left to give away; negative if too much was given. */
  rest: number;
  /** Whether each share can be read. */
  readable: boolean;
  /** Whether the shares are exactly 100 %. */
  complete: boolean;
  /** What a person should know about it. */
  sentence: string;
};

/** What the shares add up to, in whole units. */
export function sumOfShares(people: readonly { share: string }[]): SumOfShares {
  const shares = people.map(({ share }) => parseShare(share));
  const units = shares.reduce((sum, share) => sum + (share.kind === "units" ? share.units : 0), 0);
  const rest = totalUnits - units;
  const readable = shares.every(({ kind }) => kind !== "error");
  return { units, rest, readable, complete: readable && rest === 0, sentence: sumInWords(rest, readable) };
}

function sumInWords(rest: number, readable: boolean): string {
  if (!readable) return "One of the shares cannot be read.";
  if (rest === 0) return "The shares add up to 100 %.";
  return rest > 0 ? `${percentOf(rest)} % is left to give.` : `This is ${percentOf(-rest)} % too much.`;
}

/**
 * Gives what is left to those whose share is still empty, in equal parts, or to the first line if nobody's is. Units
 * that can't be divided go to the first of them, one each, so that the sum is exact.
 */
export function divideRest<Line extends { share: string }>(people: readonly Line[]): Line[] {
  const shares = people.map(({ share }) => parseShare(share));
  const given = shares.reduce((sum, share) => sum + (share.kind === "units" ? share.units : 0), 0);
  const rest = totalUnits - given;
  if (rest <= 0 || shares.some(({ kind }) => kind === "error")) return [...people];
  const blank = shares.flatMap(({ kind }, index) => (kind === "blank" ? [index] : []));
  const takers = blank.length > 0 ? blank : [0];
  const part = Math.floor(rest / takers.length);
  const odd = rest % takers.length;
  return people.map((line, index) => {
    const turn = takers.indexOf(index);
    if (turn === -1) return line;
    const share = shares[index];
    const own = share?.kind === "units" ? share.units : 0;
    return { ...line, share: typeable(percentOf(own + part + (turn < odd ? 1 : 0))) };
  });
}
