import { ColophonError } from "../errors/ColophonError.ts";

export class HashingUnavailableError extends ColophonError {
  override name = "HashingUnavailableError";

  constructor(cause?: unknown) {
    super(
      "This program can't compute digests here: WebAssembly is missing or gave a wrong result. Nothing was recorded. Use a current browser, or allow WebAssembly in this one.",
      { cause },
    );
  }
}
