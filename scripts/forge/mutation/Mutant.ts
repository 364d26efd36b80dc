/** One small change of one source file, that some test should notice. */
export type Mutant = {
  /** The path from the root, as in contracts/Works.sol. */
  file: string;
  line: number;
  /** Where the changed text begins, in bytes, and how long it was. */
  start: number;
  length: number;
  before: string;
  after: string;
};
