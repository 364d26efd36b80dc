import { ColophonError } from "../errors/ColophonError.ts";

export class FileChangedError extends ColophonError {
  override name = "FileChangedError";
  readonly path: string;
  /** In bytes, when it was chosen and as it was read. */
  readonly expected: number;
  readonly found: number;

  constructor(path: string, expected: number, found: number) {
    super(
      `“${path}” changed while it was read: it had ${expected.toLocaleString("en")} bytes and then ${found.toLocaleString("en")}. Close the program that writes to it and choose it again.`,
    );
    this.path = path;
    this.expected = expected;
    this.found = found;
  }
}
