import { ColophonError } from "../model/errors.ts";
import { grouped } from "../model/numbers.ts";

// Apart from what computes digests: whoever only says that it failed loads no WebAssembly.

/** Digests that could not be computed, or not of the bytes that were chosen. Nothing was recorded. */
export class HashingError extends ColophonError {
  override name = "HashingError";
}

/** Says that this program cannot compute digests. */
export function hashingUnavailable(cause?: unknown): HashingError {
  return new HashingError(
    "This program can't compute digests here: WebAssembly is missing or gave a wrong result. Nothing was recorded. Use a current browser, or allow WebAssembly in this one.",
    { cause },
  );
}

/** Says that a file had so many bytes when it was chosen, and others when it was read. */
export function fileChanged(path: string, expected: number, found: number): HashingError {
  return new HashingError(
    `“${path}” changed while it was read: it had ${grouped(expected)} bytes and then ${grouped(found)}. Close the program that writes to it and choose it again.`,
  );
}
