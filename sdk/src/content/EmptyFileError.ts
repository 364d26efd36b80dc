import { ColophonError } from "../errors/ColophonError.ts";

export class EmptyFileError extends ColophonError {
  override name = "EmptyFileError";
  readonly path: string;

  constructor(path: string) {
    super(`“${path}” is empty. Every empty file has the same digest, so it can't be made findable. Leave it out.`);
    this.path = path;
  }
}
