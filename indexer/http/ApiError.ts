type Values = Record<string, string | number | boolean | null>;

/** Why a question gets no answer: a code for programs, a sentence for people, and the values that it is about. */
export class ApiError extends Error {
  override name = "ApiError";
  readonly status: 400 | 404 | 413 | 503;
  readonly code: string;
  readonly values: Values;

  constructor(status: ApiError["status"], code: string, sentence: string, values: Values = {}) {
    super(sentence);
    this.status = status;
    this.code = code;
    this.values = values;
  }
}
