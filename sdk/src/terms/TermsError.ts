import { ColophonError } from "../errors/ColophonError.ts";

/** Terms that can't be offered. */
export class TermsError extends ColophonError {
  override name = "TermsError";
}
