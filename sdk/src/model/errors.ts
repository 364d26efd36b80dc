/** The base of every error that this package throws: a sentence for people, and the technical details apart. */
export class ColophonError extends Error {
  override name = "ColophonError";
  /** One or two sentences that name the value and the way out. */
  readonly shortMessage: string;
  readonly details: string | undefined;

  constructor(shortMessage: string, options: { cause?: unknown; details?: string } = {}) {
    const details = options.details ?? (options.cause instanceof Error ? options.cause.message : undefined);
    super(details === undefined ? shortMessage : `${shortMessage}\n\nDetails: ${details}`, { cause: options.cause });
    this.shortMessage = shortMessage;
    this.details = details;
  }

  /** This error or the first of its causes that passes the test. */
  walk(test: (error: unknown) => boolean): unknown {
    let error: unknown = this;
    while (error !== undefined && error !== null) {
      if (test(error)) return error;
      error = error instanceof Error ? error.cause : undefined;
    }
    return undefined;
  }
}

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

/** Terms that can't be offered, or a word of terms that nobody knows. */
export class TermsError extends ColophonError {
  override name = "TermsError";
}
