import { type JsonSchema, schemas } from "../../../indexer/http/schemas.ts";

/** What of a value is not as a schema says, as paths with what was expected; empty if all is. */
export function checkSchema(value: unknown, schema: JsonSchema, path = "$"): string[] {
  if (schema.$ref) {
    const name = schema.$ref.split("/").at(-1) as keyof typeof schemas;
    return checkSchema(value, schemas[name], path);
  }
  if (schema.anyOf) {
    const tries = schema.anyOf.map((one) => checkSchema(value, one, path));
    return tries.some((problems) => problems.length === 0) ? [] : (tries[0] ?? []);
  }
  const type = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  const expected = schema.type === "integer" ? "number" : schema.type;
  if (expected && type !== expected) return [`${path} is ${type}, not ${expected}`];
  if (schema.type === "integer" && !Number.isInteger(value)) return [`${path} is no whole number`];
  if (schema.enum && !schema.enum.includes(value as string)) return [`${path} is “${value}”`];
  if (schema.const && value !== schema.const) return [`${path} is not ${schema.const}`];
  if (schema.pattern && !new RegExp(schema.pattern).test(String(value))) return [`${path} is “${value}”`];
  if (schema.minimum !== undefined && Number(value) < schema.minimum) return [`${path} is ${value}`];
  if (type === "array") {
    return (value as unknown[]).flatMap((item, i) => checkSchema(item, schema.items ?? {}, `${path}[${i}]`));
  }
  if (type !== "object" || !schema.properties) return [];
  const record = value as Record<string, unknown>;
  const missing = (schema.required ?? [])
    .filter((name) => !(name in record))
    .map((name) => `${path}.${name} is missing`);
  const unknown =
    schema.additionalProperties === false
      ? Object.keys(record)
          .filter((name) => !(name in (schema.properties ?? {})))
          .map((name) => `${path}.${name} is not described`)
      : [];
  const inside = Object.entries(schema.properties).flatMap(([name, part]) =>
    name in record ? checkSchema(record[name], part, `${path}.${name}`) : [],
  );
  return [...missing, ...unknown, ...inside];
}
