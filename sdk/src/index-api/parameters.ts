import * as v from "valibot";
import type { Address, Hex } from "viem";
import { categories } from "../model/categories.ts";
import { forever } from "../model/constants.ts";
import { formatId, parseId } from "../model/ids.ts";
import { territories } from "../terms/territories.ts";
import { fieldName, mostFieldName, purposes, uses } from "../terms/uses.ts";
import { mostCleared, mostNamed, pagePlace } from "./fields.ts";

/*
 * What questions to the index are made of. Each schema says how a value is written (its input), what the index takes it for (its
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

const addressesWords = "give addresses with commas between them, each 0x and 40 hexadecimal digits.";

/* Several accounts in one text, each once. */
/* @__NO_SIDE_EFFECTS__ */
export function addresses(description: string) {
  return v.pipe(
    v.string(addressesWords),
    v.description(description),
    v.regex(/^0x[0-9a-fA-F]{40}(,0x[0-9a-fA-F]{40})*$/, addressesWords),
    v.transform((text) => [...new Set(text.toLowerCase().split(","))] as Address[]),
    v.maxLength(mostNamed, ({ input }) => {
      return `these are ${input.length} accounts; give at most ${mostNamed}, and ask several times for more.`;
    }),
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

/** How many letters must be changed, added or left out to make one word of another. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (const [j, wanted] of [...other].entries()) {
      const same = (row[j] as number) + (letter === wanted ? 0 : 1);
      next.push(Math.min(same, (row[j + 1] as number) + 1, (next[j] as number) + 1));
    }
    row = next;
  }
  return row[other.length] as number;
}

/** What people write in place of a code that ISO 3166-1 has: the codes of the European Union's offices. */
const otherCodes = new Map([
  ["uk", "GB"],
  ["el", "GR"],
]);

type Coded = { code: string; name: string };

/** What somebody may have meant by a code that there is none of: by its name, its other code, or its letters. */
function nearest(given: unknown, known: readonly Coded[]): Coded | undefined {
  const text = typeof given === "string" ? given.trim().toLowerCase().slice(0, 60) : "";
  if (text === "") return undefined;
  const other = otherCodes.get(text);
  const exact = known.find(
    ({ code, name }) => [code.toLowerCase(), name.toLowerCase()].includes(text) || code === other,
  );
  if (exact) return exact;
  const near = known
    .map((one) => ({
      one,
      far: Math.min(distance(text, one.code.toLowerCase()), distance(text, one.name.toLowerCase())),
    }))
    .sort((a, b) => a.far - b.far)[0];
  return near && near.far <= Math.max(1, Math.floor(text.length / 4)) && text.length > 2 ? near.one : undefined;
}

/* One of a few words. */
/* @__NO_SIDE_EFFECTS__ */
export function choice<const Value extends string>(description: string, values: readonly Value[]) {
  const known = values.map((code) => ({ code, name: code }));
  return v.pipe(
    v.picklist(values, ({ input }) => {
      const near = nearest(input, known);
      return `${near ? `the nearest is “${near.code}”; ` : ""}give one of ${values.join(", ")}.`;
    }),
    v.description(description),
  );
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

/* What a work can be used for. */
/* @__NO_SIDE_EFFECTS__ */
export function purpose(description: string) {
  return choice(
    description,
    purposes.map(({ id }) => id),
  );
}

/* The name of a field, as terms name it: read as the terms read it. */
/* @__NO_SIDE_EFFECTS__ */
export function field(description: string) {
  const words = "give the name of a field as the licence text has it, such as “language: French”.";
  return v.pipe(
    text(description, mostFieldName),
    v.rawTransform(({ dataset, addIssue, NEVER }): string => {
      try {
        return fieldName(dataset.value);
      } catch {
        addIssue({ message: words });
        return NEVER;
      }
    }),
  );
}

/* A country or territory, by its ISO 3166-1 code. */
/* @__NO_SIDE_EFFECTS__ */
export function territory(description: string) {
  return v.pipe(
    v.picklist(
      territories.map(({ code }) => code),
      ({ input }) => {
        const near = nearest(input, territories);
        return near
          ? `there is no such code; the nearest is “${near.code}”, ${near.name}.`
          : "give a code of ISO 3166-1, such as DE.";
      },
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
