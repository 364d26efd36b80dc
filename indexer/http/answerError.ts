import type { IndexRefusal } from "@colophon/sdk/index-api";
import type { Context } from "hono";
import type * as v from "valibot";
import { logFault } from "../database.ts";
import { ApiError } from "./ApiError.ts";

/** What PostgreSQL says when a statement took longer than it may, and when a table is not there yet. */
const databaseSentences: Record<string, ApiError> = {
  "57014": new ApiError(
    503,
    "too-slow",
    "This question took too long. Ask for less: another filter, a shorter period.",
  ),
  "42P01": new ApiError(503, "starting", "The index has not begun yet. Ask again in a moment."),
};

const failed = new ApiError(503, "failed", "The index failed to answer. Ask again in a moment.");

const codeOf = (error: unknown) =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";

/** The answer that says why there is none. What nobody foresaw goes into the log, and not to whoever asked. */
export function answerError(c: Context, error: unknown): Response {
  const known = error instanceof ApiError ? error : databaseSentences[codeOf(error)];
  if (!known) logFault(`${c.req.method} ${c.req.path} failed`, error);
  const { status, code, message, values } = known ?? failed;
  const answer: v.InferInput<typeof IndexRefusal> = { error: { code, message, ...values } };
  return c.json(answer, status);
}
