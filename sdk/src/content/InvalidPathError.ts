import { ColophonError } from "../errors/ColophonError.ts";

export class InvalidPathError extends ColophonError {
  override name = "InvalidPathError";
  readonly path: string;

  constructor(path: string, problem: string) {
    super(`The file name “${path.slice(0, 120)}” can't be recorded: ${problem} Rename the file and choose it again.`);
    this.path = path;
  }
}
