import { visibleText } from "@colophon/sdk";

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

/** A refusal of what a parameter holds: says which, what was written, and what it should be. */
export function refuse(name: string, value: unknown, expected: string): ApiError {
  const written = typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
  const shown = visibleText(written.slice(0, 80)).replaceAll("\n", " ").slice(0, 120);
  const more = written.length > 80 ? "…" : "";
  return new ApiError(400, "invalid-parameter", `“${name}” is “${shown}${more}”: ${expected}`, {
    parameter: name,
    value: `${shown}${more}`,
  });
}
