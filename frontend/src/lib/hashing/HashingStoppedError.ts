import { ColophonError } from "@colophon/sdk";

/** The browser ended the work in the background. */
export class HashingStoppedError extends ColophonError {
  override name = "HashingStoppedError";

  constructor(details?: string) {
    super(
      "Your browser stopped the work in the background, perhaps for lack of memory. Nothing was recorded. Close other pages and start again.",
      details === undefined ? {} : { details },
    );
  }
}
