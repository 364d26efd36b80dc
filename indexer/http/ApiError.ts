import { visibleText } from "@colophon/sdk";
import type { RefusalCode } from "@colophon/sdk/index-api";

type Values = { parameter?: string; value?: string; id?: string; block?: number | null };

/** Why a question gets no answer: a code for programs, a sentence for people, and the values that it is about. */
export class ApiError extends Error {
  override name = "ApiError";
  readonly status: 400 | 404 | 413 | 429 | 503;
  readonly code: RefusalCode;
  readonly values: Values;

  constructor(status: ApiError["status"], code: RefusalCode, sentence: string, values: Values = {}) {
    super(sentence);
    this.status = status;
    this.code = code;
    this.values = values;
  }
}

/** As much of what somebody wrote as a sentence can hold, with nothing in it that misleads. */
function shownOf(value: unknown): string {
  if (Array.isArray(value)) return `${value.length} entries`;
  const written = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  const shown = visibleText(written.slice(0, 80)).replaceAll("\n", " ").slice(0, 120);
  return written.length > 80 ? `${shown}…` : shown;
}

/** A refusal of what a parameter holds: says which, what was written, and what it should be. */
export function refuse(name: string, value: unknown, expected: string): ApiError {
  const shown = shownOf(value);
  return new ApiError(400, "invalid-parameter", `“${name}” is “${shown}”: ${expected}`, {
    parameter: name,
    value: shown,
  });
}

/** A refusal of a parameter that does not exist, with those that do. */
export function refuseUnknown(name: string, where: string, known: readonly string[]): ApiError {
  const shown = shownOf(name.slice(0, 40));
  const sentence = `“${shown}” means nothing here: ${where} takes ${known.join(", ") || "nothing"}.`;
  return new ApiError(400, "unknown-parameter", sentence, { parameter: shown });
}
