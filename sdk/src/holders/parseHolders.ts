import * as v from "valibot";
import { FormatError } from "../errors/FormatError.ts";
import { addressField, wholeField } from "../json/fields.ts";
import { parseDocument } from "../json/parseDocument.ts";
import { createHolders } from "./createHolders.ts";
import type { Holders } from "./Holders.ts";
import { HoldersError } from "./HoldersError.ts";

const format = "colophon-holders/1";

const holdersSchema = v.strictObject({
  format: v.literal(format),
  holders: v.array(v.strictObject({ account: addressField, units: wholeField(1) })),
});

/** A list of holders from its JSON text, bytes or parsed value. Throws a FormatError. */
export function parseHolders(input: unknown): Holders {
  const found = parseDocument(holdersSchema, input, { format, maxBytes: 16 * 1024 * 1024 });
  let holders: Holders;
  try {
    holders = createHolders(found.holders);
  } catch (error) {
    if (error instanceof HoldersError)
      throw new FormatError(format, error.shortMessage, { path: "holders", cause: error });
    throw error;
  }
  if (found.holders.some(({ account }, i) => holders.holders[i]?.account !== account)) {
    throw new FormatError(format, "the holders must be sorted by account.", { path: "holders" });
  }
  return holders;
}
