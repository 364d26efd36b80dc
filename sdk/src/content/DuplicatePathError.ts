import { ColophonError } from "../errors/ColophonError.ts";

export class DuplicatePathError extends ColophonError {
  override name = "DuplicatePathError";
  readonly path: string;

  constructor(path: string) {
    super(`Two files are called “${path}”. Rename one of them and choose the files again.`);
    this.path = path;
  }
}
