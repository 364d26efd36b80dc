import type { Hex } from "viem";
import { visibleText } from "../metadata/visibleText.ts";
import { entryPartsOf } from "./entryPartsOf.ts";
import { FileRangeError } from "./FileRangeError.ts";
import type { Manifest } from "./Manifest.ts";
import { rangeProblem } from "./rangeProblem.ts";
import { rangeRoot } from "./rangeRoot.ts";
import { UnknownPathError } from "./UnknownPathError.ts";

/** A range of a file, opened to the blinding of its entry: it shows the size and the BLAKE3 digest, but not the name. */
export type RangeDisclosure = {
  from: number;
  to: number;
  size: number;
  blake3: Hex;
  salt: Hex;
  /** The hash of what the file is called. */
  name: Hex;
  /** The nodes of the file's BLAKE3 tree within the range and beside it, in the order of the file. */
  nodes: readonly Hex[];
};

export type DiscloseRangeParameters = {
  path: string;
  from: number;
  to: number;
  /** From hashSpans over the file's rangeSpans. */
  nodes: readonly Hex[];
};

/** Opens a range of one of the files. Throws a FileRangeError that says what can't be shown, or an UnknownPathError. */
export function discloseRange(
  { format, files }: Manifest,
  { path, from, to, nodes }: DiscloseRangeParameters,
): RangeDisclosure {
  if (format === "colophon-manifest/1") {
    throw new FileRangeError(
      "The list of files is of an older kind (colophon-manifest/1), of which no part of a file can be shown. Disclose the whole file, or stamp it anew.",
    );
  }
  const entry = files.find((file) => file.path === path);
  if (entry === undefined) throw new UnknownPathError(path);
  const { name, bytes } = entryPartsOf(entry);
  const range = { from, to, size: bytes.size };
  const problem = rangeProblem(range);
  if (problem) throw new FileRangeError(`The bytes from ${from} to ${to} of “${visibleText(path)}”: ${problem}`);
  if (rangeRoot(range, nodes) !== bytes.blake3) {
    throw new FileRangeError(`The file is not the one that the list calls “${visibleText(path)}”: it was changed.`);
  }
  return { ...range, blake3: bytes.blake3, salt: bytes.salt, name, nodes };
}
