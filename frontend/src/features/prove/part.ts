import { ColophonError, chunkBytes, type FileRange, FileRangeError } from "@colophon/sdk";
import type { KeptBundle } from "../../lib/evidence/keptBundles.ts";
import { formatNumber } from "../../lib/format.ts";
import { runManifestJob } from "../../lib/hashing/runManifestJob.ts";
import type { KeptOpening } from "../../lib/openings.ts";

export type PartForm = { unit: "bytes" | "lines"; first: string; last: string };

type ParsedPart = { ok: true; first: number; last: number } | { ok: false; field: "first" | "last"; error: string };

/** The first and the last byte, counted from 0, or line, counted from 1, that a person names. */
export function parsePart({ unit, first, last }: PartForm, size: number): ParsedPart {
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

type MakePartParameters = {
  openings: readonly KeptOpening[];
  /** One for each opening, in their order. */
  bundles: readonly KeptBundle[];
  file: File;
  /** Bytes from 0, or lines from 1; both are included. */
  part: { unit: "bytes" | "lines"; first: number; last: number };
  /** Ends the reading, which takes a while for a large file. */
  signal: AbortSignal;
};

export type MadePart = {
  /** What the seal is called that the file is of. */
  name: string;
  range: FileRange;
  /** The bundle in its canonical form. */
  bundle: string;
  bytes: Blob;
  /** The bytes as text, if they are few and look like one. */
  preview: string | undefined;
};

const previewed = 64 * 1024;

/**
 * A bundle that shows some bytes of a stamped file, which are found to be those that were stamped. Throws a
 * ColophonError that says why they can't be shown.
 */
export async function makePart({ openings, bundles, file, part, signal }: MakePartParameters): Promise<MadePart> {
  const candidates = openings.flatMap(({ opening, name }, index) =>
    opening.manifest.files
      .filter(({ size }) => size === file.size)
      .map(({ path }) => ({ opening, name, path, text: bundles[index]?.text ?? "" })),
  );
  if (candidates.length === 0) {
    throw new ColophonError(
      `None of the stamped files has ${formatNumber(file.size)} bytes, as “${file.name}” has. Choose the file as it was when you sealed it.`,
    );
  }
  // Most likely the one of the same name; which it is, its bytes decide.
  candidates.sort((a, b) => Number(b.path.endsWith(file.name)) - Number(a.path.endsWith(file.name)));
  const range = shownRange(await wanted(file, part, signal), file.size);
  if (range.to - range.from === range.size) {
    throw new ColophonError(
      "A file is shown in steps of 1,024 bytes, and this would be all of it. Name a smaller part, or use “Save without names”, which shows the file as a whole.",
    );
  }
  const nodes = await runManifestJob("readRange", { file, range }, signal);
  const { bundleOfPart } = await import("../../lib/evidence/showBundles.ts");
  let problem: unknown;
  for (const { opening, name, path, text } of candidates) {
    try {
      const bundle = bundleOfPart(text, opening, { path, from: range.from, to: range.to, nodes });
      const bytes = file.slice(range.from, range.to);
      return { name, range, bundle, bytes, preview: await previewOf(bytes) };
    } catch (error) {
      if (!(error instanceof FileRangeError)) throw error;
      problem ??= error;
    }
  }
  throw problem;
}

async function wanted(file: File, { unit, first, last }: MakePartParameters["part"], signal: AbortSignal) {
  if (unit === "bytes") return { from: first, to: last + 1 };
  const found = await runManifestJob("findLines", { file, first, last }, signal);
  if ("from" in found) return found;
  throw new ColophonError(`“${file.name}” has ${formatNumber(found.lines)} lines. Name lines that it has.`);
}

async function previewOf(bytes: Blob): Promise<string | undefined> {
  if (bytes.size > previewed) return undefined;
  const text = await bytes.text();
  return text.includes("\0") ? undefined : text;
}
