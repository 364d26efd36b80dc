import { ColophonError } from "../errors/ColophonError.ts";

/** Bytes of a file that can't be shown for themselves. */
export class FileRangeError extends ColophonError {
  override name = "FileRangeError";
}
