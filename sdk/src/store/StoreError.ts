import { ColophonError } from "../errors/ColophonError.ts";

/** The content store refused something, or couldn't be reached. */
export class StoreError extends ColophonError {
  override name = "StoreError";
}
