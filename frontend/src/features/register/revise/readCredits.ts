import type { Credit } from "@colophon/sdk";
import { accountProblem } from "../people/accountProblem.ts";
import { creditErrors } from "../people/creditErrors.ts";
import { creditOf } from "../people/creditOf.ts";
import type { Person } from "../people/Person.ts";

export type ReadCredits = { errors: Readonly<Record<string, string>>; credits: readonly Credit[] };

/** What the lines of credits mean. Shares stay what they were registered as, so they are not read here. */
export function readCredits(people: readonly Person[]): ReadCredits {
  const errors: Record<string, string> = {};
  for (const person of people) {
    Object.assign(errors, creditErrors(person));
    const problem = person.account.trim() === "" ? undefined : accountProblem(person.account);
    if (problem) errors[`${person.id}.account`] = problem;
  }
  return { errors, credits: people.map((person) => creditOf(person, person.account.trim() || undefined)) };
}
