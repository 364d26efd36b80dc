import { type CategoryId, categories, forever, parseId } from "@colophon/sdk";
import { territories, uses } from "@colophon/sdk/terms";
import type { Address, Hex } from "viem";
import { refuse } from "./ApiError.ts";
import type { JsonSchema } from "./schemas.ts";

/** One parameter of a question: what the documentation says of it, and how it is read. */
export type Parameter<Value> = {
  description: string;
  schema: JsonSchema;
  /** Reads what somebody wrote; throws an ApiError whose sentence names it. */
  parse(text: string, name: string): Value;
};

const pattern = (description: string, regex: RegExp, expected: string): Parameter<string> => ({
  description,
  schema: { type: "string", pattern: regex.source },
  parse(text, name) {
    if (!regex.test(text)) throw refuse(name, text, expected);
    return text;
  },
});

function whole(description: string, minimum: number, maximum: number, expected: string): Parameter<number> {
  return {
    description,
    schema: { type: "integer", minimum, maximum },
    parse(text, name) {
      const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
      if (!(value >= minimum && value <= maximum)) throw refuse(name, text, expected);
      return value;
    },
  };
}

function choice<const Value extends string>(description: string, values: readonly Value[]): Parameter<Value> {
  return {
    description,
    schema: { type: "string", enum: values },
    parse(text, name) {
      const found = values.find((value) => value === text);
      if (found) return found;
      const shown = values.length > 20 ? `${values.slice(0, 5).join(", ")} and so on` : values.join(", ");
      throw refuse(name, text, `give one of ${shown}.`);
    },
  };
}

function number(kind: "work" | "licence", digits: 56 | 64): Parameter<Hex> {
  const expected = `give the number of a ${kind}, as it stands on its page: digits, or 0x and hexadecimal digits.`;
  return {
    description: `The number of a ${kind}: digits, or 0x and hexadecimal digits.`,
    schema: { type: "string", pattern: "^(0x[0-9a-fA-F]{1,64}|[0-9]{1,78})$" },
    parse(text, name) {
      try {
        return `0x${parseId(text, kind).toString(16).padStart(digits, "0")}`;
      } catch {
        throw refuse(name, text, expected);
      }
    },
  };
}

const address = (description: string): Parameter<Address> => ({
  description,
  schema: { type: "string", pattern: "^0x[0-9a-fA-F]{40}$" },
  parse(text, name) {
    if (!/^0x[0-9a-f]{40}$/i.test(text)) throw refuse(name, text, "give an address: 0x and 40 hexadecimal digits.");
    return text.toLowerCase() as Address;
  },
});

const text = (description: string, maxLength: number): Parameter<string> => ({
  description,
  schema: { type: "string", minLength: 1, maxLength },
  parse(given, name) {
    const trimmed = given.trim();
    if (trimmed === "") throw refuse(name, given, "give at least one character.");
    if (trimmed.length > maxLength) {
      throw refuse(name, given, `these are ${trimmed.length} characters; give at most ${maxLength}.`);
    }
    // PostgreSQL has no character 0, and nobody searches for half a character.
    return trimmed.toWellFormed().replaceAll("\0", " ");
  },
});

/** Digests are read with or without 0x, as sha256sum prints them. */
const digest = (description: string): Parameter<Hex> => ({
  description,
  schema: { type: "string", pattern: "^(0x)?[0-9a-fA-F]{64}$" },
  parse(given, name) {
    if (!/^(?:0x)?[0-9a-f]{64}$/i.test(given)) throw refuse(name, given, "give a digest: 64 hexadecimal digits.");
    return `0x${given.replace(/^0x/i, "").toLowerCase()}`;
  },
});

const amount: Parameter<string> = {
  description: "An amount in the currency's smallest unit.",
  schema: { type: "string", pattern: "^[0-9]{1,78}$" },
  parse(given, name) {
    if (!/^\d{1,78}$/.test(given)) {
      throw refuse(name, given, "give an amount in the currency's smallest unit, in digits only.");
    }
    return given;
  },
};

const flag = (description: string): Parameter<true> => ({
  description,
  schema: { type: "string", enum: ["true"] },
  parse(given, name) {
    if (given !== "true") throw refuse(name, given, "give true, or leave it out.");
    return true;
  },
});

/** Every parameter that any question takes, by what it is. */
export const parameters = {
  address,
  amount,
  choice,
  digest,
  flag,
  text,
  after: pattern(
    "Where the page begins: what the page before gave as `next`.",
    /^\d{1,18}$/,
    "give what the page before this one gave as “next”, unchanged.",
  ),
  limit: {
    ...whole("How many entries a page has at most.", 1, 100, "give a whole number from 1 to 100."),
    schema: { type: "integer", minimum: 1, maximum: 100, default: 30 },
  } satisfies Parameter<number>,
  time: (description: string) =>
    whole(`${description}, in seconds since 1970.`, 0, forever, "give seconds since 1970, in digits only."),
  year: whole("A calendar year in UTC.", 2015, 9998, "give a year of four digits, from 2015 on."),
  work: number("work", 56),
  licence: number("licence", 64),
  category: choice<CategoryId>(
    "The kind of the work.",
    categories.map(({ id }) => id),
  ),
  use: choice(
    "Something that a licence can allow.",
    uses.map(({ id }) => id),
  ),
  territory: choice(
    "A country or territory, by its ISO 3166-1 code.",
    territories.map(({ code }) => code),
  ),
};
