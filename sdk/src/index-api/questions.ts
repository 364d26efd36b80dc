import * as v from "valibot";
import type { Address, Hex } from "viem";
import { categories } from "../model/categories.ts";
import { forever } from "../model/constants.ts";
import { formatId, parseId } from "../model/ids.ts";
import { territories } from "../terms/territories.ts";
import { uses } from "../terms/uses.ts";
import { pagePlace } from "./fields.ts";

/*
 * What the index can be asked with. Each schema says how a value is written (its input), what the index takes it for (its
 * output), and, in its messages, what to write instead.
 */

const addressWords = "give an address: 0x and 40 hexadecimal digits.";

/* An account or a token. */
/* @__NO_SIDE_EFFECTS__ */
export function address(description: string) {
  return v.pipe(
    v.string(addressWords),
    v.description(description),
    v.regex(/^0x[0-9a-fA-F]{40}$/, addressWords),
    v.transform((text) => text.toLowerCase() as Address),
  );
}

const digestWords = "give a digest: 64 hexadecimal digits.";

/* 32 bytes, with or without 0x, as sha256sum prints them. */
/* @__NO_SIDE_EFFECTS__ */
export function digest(description: string) {
  return v.pipe(
    v.string(digestWords),
    v.description(description),
    v.regex(/^(0x)?[0-9a-fA-F]{64}$/, digestWords),
    v.transform((text): Hex => `0x${text.replace(/^0x/, "").toLowerCase()}`),
  );
}

const workWords = "give the number of a work, as it stands on its page: digits, or 0x and hexadecimal digits.";

/** The number of a work in any spelling that its page shows. */
export const workNumber = v.pipe(
  v.string(workWords),
  v.description("The number of a work: digits, or 0x and hexadecimal digits."),
  v.regex(/^\s*#?(0x[0-9a-fA-F]{1,64}|[0-9]{1,78})\s*$/, workWords),
  v.rawTransform(({ dataset, addIssue, NEVER }): Hex => {
    try {
      return formatId(parseId(dataset.value, "work"), "work");
    } catch {
      addIssue({ message: workWords });
      return NEVER;
    }
  }),
);

/* Words, trimmed; PostgreSQL has no character 0, and nobody looks for half a character. */
/* @__NO_SIDE_EFFECTS__ */
export function text(description: string, most: number, missing = "give at least one character.") {
  return v.pipe(
    v.string(missing),
    v.description(description),
    v.metadata({ minLength: 1, maxLength: most }),
    v.transform((given) => given.trim()),
    v.minLength(1, "give at least one character."),
    v.maxLength(most, ({ input }) => `these are ${input.length} characters; give at most ${most}.`),
    v.transform((given) => given.toWellFormed().replaceAll("\0", " ")),
  );
}

/** An amount in the smallest unit of a currency, in digits: exact, so it is no number. */
/* @__NO_SIDE_EFFECTS__ */
export function amount(description: string) {
  const words = "give an amount in the currency's smallest unit, in digits only.";
  return v.pipe(v.string(words), v.description(description), v.regex(/^[0-9]{1,78}$/, words));
}

/* @__NO_SIDE_EFFECTS__ */
function whole(description: string, minimum: number, maximum: number, words: string) {
  return v.pipe(
    v.number(words),
    v.description(description),
    v.integer(words),
    v.minValue(minimum, words),
    v.maxValue(maximum, words),
  );
}

/* A moment in seconds since 1970. */
/* @__NO_SIDE_EFFECTS__ */
export function moment(description: string) {
  return whole(`${description}, in seconds since 1970.`, 0, forever, "give seconds since 1970, in digits only.");
}

/** A calendar year in UTC. */
export const year = whole("A calendar year in UTC.", 2015, 9998, "give a year of four digits, from 2015 on.");

/* One of a few words. */
/* @__NO_SIDE_EFFECTS__ */
export function choice<const Value extends string>(description: string, values: readonly Value[]) {
  return v.pipe(v.picklist(values, `give one of ${values.join(", ")}.`), v.description(description));
}

/* Set, or left out. */
/* @__NO_SIDE_EFFECTS__ */
export function flag(description: string) {
  return v.pipe(v.literal(true, "give true, or leave it out."), v.description(description));
}

/** The kind of a work. */
export const category = choice(
  "The kind of the work.",
  categories.map(({ id }) => id),
);

/* Something that a licence can allow. */
/* @__NO_SIDE_EFFECTS__ */
export function use(description: string) {
  return choice(
    description,
    uses.map(({ id }) => id),
  );
}

/* A country or territory, by its ISO 3166-1 code. */
/* @__NO_SIDE_EFFECTS__ */
export function territory(description: string) {
  return v.pipe(
    v.picklist(
      territories.map(({ code }) => code),
      "give a code of ISO 3166-1, such as DE.",
    ),
    v.description(description),
  );
}

/** Where a page of a list begins, and how many entries it has at most. */
export const after = v.optional(
  v.pipe(
    v.string(),
    v.description("Where the page begins: what the page before gave as `next`."),
    v.regex(pagePlace, "give what the page before this one gave as “next”, unchanged."),
  ),
);

/* @__NO_SIDE_EFFECTS__ */
export function limit(usual: number) {
  return v.optional(whole("How many entries a page has at most.", 1, 100, "give a whole number from 1 to 100."), usual);
}

/** As many files and as many works are cleared at once. */
export const mostCleared = 1000;

/* A list of things to clear. */
/* @__NO_SIDE_EFFECTS__ */
export function listOf<const Entry extends v.GenericSchema>(entry: Entry, description: string) {
  return v.nullish(
    v.pipe(
      v.array(entry, "give a list."),
      v.description(description),
      v.maxLength(mostCleared, `give at most ${mostCleared}, and ask several times for more.`),
    ),
    [],
  );
}
