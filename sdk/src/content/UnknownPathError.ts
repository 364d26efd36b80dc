import { ColophonError } from "../errors/ColophonError.ts";

export class UnknownPathError extends ColophonError {
  override name = "UnknownPathError";
  readonly path: string;

  constructor(path: string) {
    super(`The manifest has no file called “${path}”. Choose one of the files that it lists.`);
    this.path = path;
  }
}
