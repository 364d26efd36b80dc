import canonicalize from "canonicalize";
import * as v from "valibot";
import { type Address, type Hex, stringToBytes } from "viem";
import { FormatError } from "../model/errors.ts";

type DocumentSchema = v.GenericSchema<unknown, unknown>;

function formatOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "format")
    ? (value as { format: unknown }).format
    : undefined;
}

/** Reads and checks one of our documents; the result holds nothing but what the schema names. */
export function parseDocument<const Schema extends DocumentSchema>(
  schema: Schema,
  input: unknown,
  { format, older = [], maxBytes }: { format: string; older?: readonly string[]; maxBytes: number },
): v.InferOutput<Schema> {
  const value = readJson(input, format, maxBytes);
  const found = formatOf(value);
  if (found !== format && !older.includes(String(found))) {
    const what = typeof found === "string" ? `Its format is “${found.slice(0, 60)}”.` : "It names no format.";
    throw new FormatError(
      format,
      `${what} Choose the file that Colophon gave you, or a newer version of this program.`,
    );
  }
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw new FormatError(format, issueSentence(issue), { path: v.getDotPath(issue) ?? "" });
}

const maxJsonDepth = 32;

/** How deep arrays and objects nest, without parsing; strings are skipped. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === 0x5c) i++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth--;
  }
  return deepest;
}

/**
 * The value of a JSON text or of its UTF-8 bytes; anything else is taken for a parsed value and returned as it is.
 * Size and depth are checked before parsing, because the text comes from strangers.
 */
export function readJson(input: unknown, format: string, maxBytes: number): unknown {
  if (typeof input !== "string" && !(input instanceof Uint8Array)) return input;
  if (input.length > maxBytes) {
    throw new FormatError(format, `It is larger than ${maxBytes.toLocaleString("en")} bytes, the most that is read.`);
  }
  let text: string;
  try {
    // A byte order mark is dropped, as editors add it unasked.
    text = typeof input === "string" ? input : new TextDecoder("utf-8", { fatal: true }).decode(input);
  } catch (cause) {
    throw new FormatError(format, "It is not UTF-8 text.", { cause });
  }
  if (depthOf(text) > maxJsonDepth) throw new FormatError(format, `It nests deeper than ${maxJsonDepth} levels.`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FormatError(format, "It is not JSON. Check that you chose the right file and that it is complete.", {
      cause,
    });
  }
}

/** What is wrong with a field, in words; the library's own messages are for programmers. */
export function issueSentence(issue: v.BaseIssue<unknown>): string {
  switch (issue.type) {
    case "object":
    case "strict_object":
      if (issue.expected === "never") return "this field is unknown, and what is unknown is refused.";
      return issue.expected === "Object" ? "this must be an object." : "this field is missing.";
    case "array":
      return "this must be a list.";
    case "string":
      return "this must be text.";
    case "boolean":
      return "this must be true or false.";
    case "number":
    case "safe_integer":
    case "min_value":
    case "max_value":
      return `this must be a whole number${issue.requirement === undefined ? "" : ` within its limit, ${issue.requirement}`}.`;
    case "literal":
    case "picklist":
    case "union":
      return `this must be one of ${(issue.expected ?? "the known values").replace(/^\(|\)$/g, "").replaceAll(" | ", ", ")}.`;
    default:
      return issue.message;
  }
}

const hashPattern = /^0x[0-9a-f]{64}$/;

const addressPattern = /^0x[0-9a-f]{40}$/;

/** 32 bytes in lower-case hexadecimal. */
export const hashField = v.custom<Hex>(
  (value) => typeof value === "string" && hashPattern.test(value),
  "this must be 0x and 64 lower-case hexadecimal digits.",
);

/** An address in lower-case hexadecimal, the one spelling that hashes alike everywhere. */
export const addressField = v.custom<Address>(
  (value) => typeof value === "string" && addressPattern.test(value),
  "this must be an address: 0x and 40 lower-case hexadecimal digits.",
);

/** A whole number from `minimum` that JavaScript can hold exactly. */
export function wholeField(minimum: number) {
  return v.custom<number>(
    (value) => Number.isSafeInteger(value) && (value as number) >= minimum,
    `this must be a whole number, ${minimum} or more.`,
  );
}

/** Whether a text names something to be fetched: over https, or over http from this machine; without a password in it. */
export function isWebAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s]+$/.test(text) || text.length > 2_000) return false;
  try {
    const url = new URL(text);
    const local = /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
    return url.username === "" && url.password === "" && (url.protocol === "https:" || local);
  } catch {
    return false;
  }
}

/** The address of a service of somebody's own, without a slash at its end. */
export const serviceField = v.pipe(
  v.string(),
  v.check(
    (text) => isWebAddress(text) && !/[?#]|\/$/.test(text),
    "this must be an https:// address without a slash at its end.",
  ),
);

/** Whether a text is the address of a service as documents hold it: see serviceField, which reads it. */
export function isServiceAddress(text: string): boolean {
  return v.is(serviceField, text);
}

/** Siblings on the way to a root: 64 are enough for any tree. */
export const proofField = v.pipe(v.array(hashField), v.maxLength(64, "there must be at most 64 siblings."));

/** A whole amount of any size as a decimal string, without sign or leading zeros. */
export const amountField = v.pipe(
  v.string(),
  v.regex(/^(?:0|[1-9][0-9]{0,77})$/, "this must be a whole amount as a decimal string."),
  v.transform((digits) => BigInt(digits)),
);

/** The RFC 8785 form of a JSON value. A field that is undefined is left out. */
export function canonicalJson(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("A value without a JSON form can't be made canonical.");
  return text;
}

/** The same as bytes: what is hashed. */
export function canonicalBytes(value: object): Uint8Array {
  return stringToBytes(canonicalJson(value));
}
