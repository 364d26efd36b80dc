import { visibleText } from "@colophon/sdk";
import { ApiError } from "./ApiError.ts";

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
