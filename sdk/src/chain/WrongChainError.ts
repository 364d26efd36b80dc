import { ColophonError } from "../errors/ColophonError.ts";

export class WrongChainError extends ColophonError {
  override name = "WrongChainError";
  readonly expected: number;
  readonly found: number;

  constructor(expected: number, found: number) {
    super(`The node serves chain ${found}, but chain ${expected} was asked for. Check the address of the node.`);
    this.expected = expected;
    this.found = found;
  }
}
