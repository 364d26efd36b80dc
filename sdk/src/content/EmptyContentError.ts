import { ColophonError } from "../errors/ColophonError.ts";

export class EmptyContentError extends ColophonError {
  override name = "EmptyContentError";
  /** How many files there were, all of them empty. */
  readonly files: number;

  constructor(files: number) {
    super(
      files === 0
        ? "There are no files. Choose at least one file that is not empty."
        : `${files === 1 ? "The file is" : `All ${files} files are`} empty, so there is nothing to prove. Choose files with content.`,
    );
    this.files = files;
  }
}
