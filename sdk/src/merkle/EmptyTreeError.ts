import { ColophonError } from "../errors/ColophonError.ts";

export class EmptyTreeError extends ColophonError {
  override name = "EmptyTreeError";

  constructor() {
    super("There is nothing to build a tree from. Give at least one leaf.");
  }
}
