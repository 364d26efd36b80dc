import { ColophonError } from "./ColophonError.ts";

/** A document that isn't what it should be: not JSON, another format, a missing or malformed field. */
export class FormatError extends ColophonError {
  override name = "FormatError";
  /** The format that was expected, such as "colophon-opening/1". */
  readonly format: string;
  /** Where in the document, such as "manifest.files.0.size"; empty for the document as a whole. */
  readonly path: string;

  constructor(format: string, problem: string, options: { path?: string; cause?: unknown } = {}) {
    const where = options.path ? ` At ${options.path}: ${problem}` : ` ${problem}`;
    super(`This is not a valid ${format} document.${where}`, { cause: options.cause });
    this.format = format;
    this.path = options.path ?? "";
  }
}
