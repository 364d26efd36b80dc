import * as v from "valibot";
import { FormatError } from "../errors/FormatError.ts";
import { issueSentence } from "./issueSentence.ts";
import { readJson } from "./readJson.ts";

type DocumentSchema = v.GenericSchema<unknown, unknown>;

function formatOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "format")
    ? (value as { format: unknown }).format
    : undefined;
}

/** Reads and checks one of our documents; the result holds nothing but what the schema names. */
export function parseDocument<const schema extends DocumentSchema>(
  schema: schema,
  input: unknown,
  { format, older = [], maxBytes }: { format: string; older?: readonly string[]; maxBytes: number },
): v.InferOutput<schema> {
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
