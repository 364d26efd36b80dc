import { textProblem } from "../textProblem.ts";
import type { Person } from "./Person.ts";

/** What is wrong with name and role of a line, by field: `<id of the line>.name`, `.role`, `.ownRole`. */
export function creditErrors({ id, name, role, ownRole }: Person): Record<string, string> {
  const errors: Record<string, string> = {};
  const nameProblem = name.trim() === "" ? "Enter a name, as it should be credited." : textProblem(name, 200);
  if (nameProblem) errors[`${id}.name`] = nameProblem;
  if (role === "") errors[`${id}.role`] = "Choose what they did.";
  if (role === "other") {
    const problem = ownRole.trim() === "" ? "Say what they did, in a word or two." : textProblem(ownRole, 60);
    if (problem) errors[`${id}.ownRole`] = problem;
  }
  return errors;
}
