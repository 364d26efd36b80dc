import { ColophonError } from "@colophon/sdk";

/** Something was typed that can't be done. */
export class UsageError extends ColophonError {
  override name = "UsageError";
}
