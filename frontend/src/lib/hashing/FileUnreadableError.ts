import { ColophonError } from "@colophon/sdk";

/** A file that the browser could not read to its end. */
export class FileUnreadableError extends ColophonError {
  override name = "FileUnreadableError";
  readonly path: string;

  /** `reason` is the name of the browser's error. */
  constructor(path: string, reason: string) {
    super(
      reason === "NotFoundError"
        ? `“${path}” is no longer where it was. It was moved, renamed or deleted; choose it again.`
        : `“${path}” could not be read. It changed after you chose it, or another program or its permissions keep your browser out. Put that right and choose it again.`,
      { details: reason },
    );
    this.path = path;
  }
}
