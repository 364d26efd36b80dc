import { ColophonError } from "../errors/ColophonError.ts";

/** A statement that was asked for cannot be made: nobody and nothing named, an empty period, events out of order. */
export class StatementError extends ColophonError {
  override name = "StatementError";
}
