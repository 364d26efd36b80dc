import { allShares } from "../model/constants.ts";
import { statementFormat } from "../model/formats.ts";
import type { ColumnKind, DocumentColumn, DocumentHead, DocumentKind, DocumentSection } from "./document.ts";

/** A JSON Schema (draft 2020-12), as far as it is written here. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: "null" }] });

const text = (pattern: string): JsonSchema => ({ type: "string", pattern });

const seconds: JsonSchema = { type: "integer", minimum: 0 };

const hash = text("^0x[0-9a-f]{64}$");

const account = text("^0x[0-9a-fA-F]{40}$");

/** What a cell of each kind is, where its row has it: see cellValue. */
const cells: Readonly<Record<ColumnKind, JsonSchema>> = {
  text: { type: ["string", "boolean"] },
  list: { type: "array", items: { type: "string" } },
  address: account,
  currency: account,
  work: text("^0x[0-9a-f]{56}$"),
  licence: text("^0x[0-9a-f]{64}$"),
  hash: text("^0x[0-9a-f]+$"),
  time: seconds,
  count: { type: "integer" },
  units: text("^-?[0-9]+$"),
  share: { type: "integer", minimum: 0, maximum: allShares },
  amount: text("^-?[0-9]+$"),
  money: text("^-?[0-9]+(\\.[0-9]+)?$"),
  day: text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
};

function cellOf({ title, note, kind, words }: DocumentColumn): JsonSchema {
  const meanings = words && Object.entries(words).map(([value, meaning]) => `${value}: ${meaning}`);
  const description = [note, meanings?.join("; ")].filter(Boolean).join(". ");
  return { title, ...(description && { description }), $ref: `#/$defs/cell-${kind}` };
}

/** A row has every column of its table, and null in place of what it does not have. */
function rowOf(versions: readonly DocumentSection[]): JsonSchema {
  const columns = new Map(versions.flatMap((section) => section.columns.map((column) => [column.id, column] as const)));
  const always = [...columns.keys()].filter((id) =>
    versions.every((section) => section.columns.some((column) => column.id === id)),
  );
  return {
    type: "object",
    properties: Object.fromEntries([...columns].map(([id, column]) => [id, cellOf(column)])),
    required: always,
    additionalProperties: false,
  };
}

/** The schema of one kind of document, from heads of it: with exchange rates and without, tables have other columns. */
function kindOf(heads: readonly DocumentHead[]): JsonSchema {
  const sections = new Map<string, DocumentSection[]>();
  for (const section of heads.flatMap((head) => head.sections)) {
    sections.set(section.id, [...(sections.get(section.id) ?? []), section]);
  }
  const always = [...sections.keys()].filter((id) =>
    heads.every((head) => head.sections.some((section) => section.id === id)),
  );
  const tables = [...sections].map(([id, versions]) => {
    const [{ title, intro }] = versions as [DocumentSection, ...DocumentSection[]];
    return [id, { title, description: intro, type: "array", items: rowOf(versions) }] as const;
  });
  return {
    type: "object",
    properties: Object.fromEntries(tables),
    required: always,
    additionalProperties: false,
  };
}

/**
 * The JSON Schema of statements, made of the columns that they are written by. One document holds all kinds: which tables
 * one has follows from its `kind`.
 *
 * @param heads Of documents of every kind, as they are made without exchange rates and with them.
 */
export function statementSchema(heads: readonly DocumentHead[]): JsonSchema {
  const kinds = [...new Set(heads.map(({ kind }) => kind))].map((kind): [DocumentKind, DocumentHead[]] => [
    kind,
    heads.filter((head) => head.kind === kind),
  ]);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: statementFormat,
    description:
      "A statement, register, inventory, audit or worksheet of Colophon. docs/formats.md tells what it means.",
    type: "object",
    properties: {
      format: { const: statementFormat },
      kind: { enum: kinds.map(([kind]) => kind) },
      title: { type: "string" },
      number: text("^S-[0-9A-F]{5}-[0-9A-F]{5}$"),
      subject: { type: "object", additionalProperties: { type: "string" } },
      chainId: { type: "integer", minimum: 1 },
      contracts: { type: "object", additionalProperties: account },
      block: {
        type: "object",
        properties: { number: seconds, hash, time: seconds },
        required: ["number", "hash", "time"],
        additionalProperties: false,
      },
      zone: { type: "string", minLength: 1 },
      money: orNull(text("^[A-Z]{3}$")),
      period: {
        type: "object",
        properties: { from: orNull(seconds), until: orNull(seconds) },
        required: ["from", "until"],
        additionalProperties: false,
      },
      limits: { type: "array", items: { type: "string" } },
      sections: { type: "object" },
      currencies: {
        type: "object",
        propertyNames: account,
        additionalProperties: orNull({
          type: "object",
          properties: { symbol: { type: "string" }, decimals: { type: "integer", minimum: 0 } },
          required: ["symbol", "decimals"],
        }),
      },
    },
    required: [
      ...["format", "kind", "title", "number", "subject", "chainId", "contracts", "block", "zone", "money"],
      ...["period", "limits", "sections", "currencies"],
    ],
    additionalProperties: false,
    allOf: kinds.map(([kind]) => ({
      if: { properties: { kind: { const: kind } } },
      // biome-ignore lint/suspicious/noThenProperty: it is the name of the keyword.
      then: { properties: { sections: { $ref: `#/$defs/${kind}` } } },
    })),
    $defs: Object.fromEntries([
      ...Object.entries(cells).map(([kind, cell]) => [`cell-${kind}`, orNull(cell)] as const),
      ...kinds.map(([kind, made]) => [kind, kindOf(made)] as const),
    ]),
  };
}
