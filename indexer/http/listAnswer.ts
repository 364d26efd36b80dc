import type { JsonSchema } from "./JsonSchema.ts";
import { shapes } from "./schemas.ts";

/** The schema of a page of a list. */
export const listAnswer = (name: string): JsonSchema =>
  shapes.object({
    at: shapes.at,
    items: shapes.listOf(shapes.ref(name)),
    next: {
      ...shapes.orNull({ type: "string" }),
      description:
        "What to give as `after` for the next page; null at the end. A page may hold less than was asked for when few entries match.",
    },
  });
