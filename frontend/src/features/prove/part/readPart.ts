import { chunkBytes, type FileRange } from "@colophon/sdk";

export type PartForm = { unit: "bytes" | "lines"; first: string; last: string };

export type PartResult =
  | { ok: true; first: number; last: number }
  | { ok: false; field: "first" | "last"; error: string };

/** The first and the last byte, counted from 0, or line, counted from 1, that a person names. */
export function readPart({ unit, first, last }: PartForm, size: number): PartResult {
  const lowest = unit === "bytes" ? 0 : 1;
  const thing = unit === "bytes" ? "byte" : "line";
  for (const [field, text] of [
    ["first", first],
    ["last", last],
  ] as const) {
    if (!/^\d{1,15}$/.test(text.trim()) || Number(text) < lowest)
      return { ok: false, field, error: `Type the number of the ${field} ${thing}, from ${lowest}, in digits only.` };
    if (unit === "bytes" && Number(text) >= size)
      return { ok: false, field, error: `The last byte of this file is ${size - 1}.` };
  }
  if (Number(last) < Number(first))
    return { ok: false, field: "last", error: `The last ${thing} is before the first.` };
  return { ok: true, first: Number(first), last: Number(last) };
}

/** The bytes that are shown for some that are wanted: a file's tree has leaves of 1,024 bytes. */
export function shownRange({ from, to }: { from: number; to: number }, size: number): FileRange {
  return {
    from: Math.floor(from / chunkBytes) * chunkBytes,
    to: Math.min(Math.ceil(to / chunkBytes) * chunkBytes, size),
    size,
  };
}
