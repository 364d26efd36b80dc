import { forever } from "@colophon/sdk";
import type { UseId } from "@colophon/sdk/terms";
import type { Hex } from "viem";
import { ApiError, refuse } from "./ApiError.ts";
import { type Parameter, parameters } from "./parameters.ts";
import type { JsonSchema } from "./schemas.ts";

/** As many files and as many works are looked up at once. */
const most = 1000;

export type ClearanceQuestion = {
  files: readonly Hex[];
  works: readonly Hex[];
  words: string | undefined;
  use: UseId;
  territory: string;
  from: number | undefined;
  until: number | undefined;
  account: string | undefined;
};

const digest = parameters.digest("The SHA-256 of a file, with or without 0x.");
const words = parameters.text("Words of a name: works that have them all.", 200);
const account = parameters.address("Who wants to use it.");
const from = parameters.time("When the use begins; now if not given");
const until = parameters.time("When it ends; a second after it begins if not given");

/** What is asked, for the documentation. */
export const clearanceQuestionSchema: JsonSchema = {
  type: "object",
  properties: {
    files: { type: "array", maxItems: most, items: digest.schema, description: digest.description },
    works: { type: "array", maxItems: most, items: parameters.work.schema, description: parameters.work.description },
    words: { ...words.schema, description: words.description },
    use: parameters.use.schema,
    territory: parameters.territory.schema,
    from: { ...from.schema, description: from.description },
    until: { ...until.schema, description: until.description },
    account: { ...account.schema, description: account.description },
  },
  required: ["use", "territory"],
  additionalProperties: false,
};

/** Reads the question of a clearance report; throws an ApiError that names what is wrong. */
export function parseClearanceQuestion(value: unknown): ClearanceQuestion {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ApiError(400, "invalid-body", "The question is not an object. Send one, with “use” and “territory”.");
  }
  const given = value as Record<string, unknown>;
  const known = Object.keys(clearanceQuestionSchema.properties ?? {});
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new ApiError(
      400,
      "unknown-parameter",
      `“${unknown.slice(0, 40)}” means nothing here: give ${known.join(", ")}.`,
    );
  }
  const one = <Value>(name: string, { parse }: Parameter<Value>): Value | undefined => {
    const field = given[name];
    if (field === undefined || field === null) return undefined;
    if (typeof field !== "string" && typeof field !== "number") throw refuse(name, field, "give a text or a number.");
    return parse(String(field), name);
  };
  const list = <Value>(name: string, { parse }: Parameter<Value>): Value[] => {
    const field = given[name] ?? [];
    if (!Array.isArray(field)) throw refuse(name, field, "give a list.");
    if (field.length > most) {
      throw refuse(name, `${field.length} entries`, `give at most ${most}, and ask several times for more.`);
    }
    return field.map((entry, i) => parse(String(entry), `${name}[${i}]`));
  };
  const required = <Value>(name: string, found: Value | undefined): Value => {
    if (found === undefined) throw refuse(name, "", "say what is meant; without it nothing can be cleared.");
    return found;
  };
  const question = {
    files: list("files", digest),
    works: list("works", parameters.work),
    words: one("words", words),
    use: required("use", one("use", parameters.use)),
    territory: required("territory", one("territory", parameters.territory)),
    from: one("from", from),
    until: one("until", until),
    account: one("account", account),
  };
  if (question.files.length + question.works.length === 0 && question.words === undefined) {
    throw new ApiError(400, "nothing-asked", "Name files, works or words: nothing was given to clear.");
  }
  if (question.from !== undefined && question.until !== undefined && question.until < question.from) {
    throw refuse("until", String(question.until), "the use ends before it begins; give a later time.");
  }
  if (question.until !== undefined && question.until > forever)
    throw refuse("until", String(question.until), "too late.");
  return question;
}
