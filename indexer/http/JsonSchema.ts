/** As much of JSON Schema 2020-12 as OpenAPI needs here. */
export type JsonSchema = {
  type?: string | readonly string[];
  description?: string;
  enum?: readonly (string | null)[];
  const?: string;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  default?: string | number | boolean;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
  additionalProperties?: boolean | JsonSchema;
  anyOf?: readonly JsonSchema[];
  $ref?: string;
};
