export type IndexProblem =
  /** Nothing answered, or not in time. */
  | "unreachable"
  /** It is there and not ready: starting, or far behind. */
  | "starting"
  /** It cannot answer this question as it was asked; its sentence says why. */
  | "refused"
  | "not-found"
  /** What it answered is not in the agreed form. */
  | "unreadable";

/** Why the index did not answer, with a sentence for people. */
export class IndexError extends Error {
  override name = "IndexError";
  readonly problem: IndexProblem;

  constructor(problem: IndexProblem, sentence: string, options: { cause?: unknown } = {}) {
    super(sentence, options);
    this.problem = problem;
  }
}
