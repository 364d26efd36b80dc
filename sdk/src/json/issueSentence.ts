import type * as v from "valibot";

/** What is wrong with a field, in words; the library's own messages are for programmers. */
export function issueSentence(issue: v.BaseIssue<unknown>): string {
  switch (issue.type) {
    case "object":
    case "strict_object":
      if (issue.expected === "never") return "this field is unknown, and what is unknown is refused.";
      return issue.expected === "Object" ? "this must be an object." : "this field is missing.";
    case "array":
      return "this must be a list.";
    case "string":
      return "this must be text.";
    case "boolean":
      return "this must be true or false.";
    case "number":
    case "safe_integer":
    case "min_value":
    case "max_value":
      return `this must be a whole number${issue.requirement === undefined ? "" : ` within its limit, ${issue.requirement}`}.`;
    case "literal":
    case "picklist":
    case "union":
      return `this must be one of ${(issue.expected ?? "the known values").replace(/^\(|\)$/g, "").replaceAll(" | ", ", ")}.`;
    default:
      return issue.message;
  }
}
