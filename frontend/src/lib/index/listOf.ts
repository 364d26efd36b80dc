import * as v from "valibot";
import { At } from "./fields.ts";

/** A page of a list: the block it holds for, the entries that can be read, and what to ask the next page with. */
export function listOf<const Entry extends v.GenericSchema>(entry: Entry) {
  return v.object({ at: At, items: v.array(entry), next: v.nullable(v.pipe(v.string(), v.maxLength(500))) });
}
