import { ColophonError } from "../errors/ColophonError.ts";

/** Evidence that can't be made or read: what a node said contradicts itself, or bytes aren't what they should be. */
export class EvidenceError extends ColophonError {
  override name = "EvidenceError";
}
