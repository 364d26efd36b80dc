import { ColophonError, explainError } from "@colophon/sdk";

/** What went wrong, as a sentence for people. */
export function sentenceOf(error: unknown): string {
  return error instanceof ColophonError ? error.shortMessage : explainError(error).sentence;
}
