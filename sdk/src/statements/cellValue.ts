import { formatId } from "../ids/formatId.ts";
import type { ColumnKind, DocumentRow } from "./Document.ts";

type Value = DocumentRow["row"][string];

/** A value as JSON has it: no number that a reader could round. */
export function cellValue(kind: ColumnKind, value: Value): string | number | boolean | readonly string[] | null {
  if (value === undefined) return null;
  if (typeof value !== "bigint") return value;
  if (kind === "work" || kind === "licence") return formatId(value, kind);
  return kind === "amount" || kind === "units" ? value.toString() : Number(value);
}
