import type { JsonSchema } from "./JsonSchema.ts";

/** One parameter of a question: what the documentation says of it, and how it is read. */
export type Parameter<Value> = {
  description: string;
  schema: JsonSchema;
  /** Reads what somebody wrote; throws an ApiError whose sentence names it. */
  parse(text: string, name: string): Value;
};
