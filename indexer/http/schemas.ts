import { categories } from "@colophon/sdk";
import { territories, uses } from "@colophon/sdk/terms";

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

/** As the Terms contract numbers them. */
export const exclusivities = ["non-exclusive", "sole", "exclusive"] as const;

const hex = (digits: number, description: string): JsonSchema => ({
  type: "string",
  pattern: `^0x[0-9a-f]{${digits}}$`,
  description,
});

const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: "null" }] });

const listOf = (items: JsonSchema): JsonSchema => ({ type: "array", items });

const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/** An object with all of these; what may be missing is named. */
function object(properties: Record<string, JsonSchema>, optional: readonly string[] = []): JsonSchema {
  return {
    type: "object",
    properties,
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    additionalProperties: false,
  };
}

const work = hex(56, "The number of a work.");

const licence = hex(64, "The number of a licence.");

const hash = hex(64, "32 bytes.");

const address: JsonSchema = { type: "string", pattern: "^0x[0-9a-fA-F]{40}$", description: "With checksum (ERC-55)." };

const amount: JsonSchema = {
  type: "string",
  pattern: "^[0-9]{1,78}$",
  description: "In the currency's smallest unit. The currency 0x0…0 is ETH.",
};

const count: JsonSchema = { type: "integer", minimum: 0 };

const time: JsonSchema = { type: "integer", minimum: 0, description: "Seconds since 1970; 1099511627775 for ever." };

const text: JsonSchema = { type: "string" };

const flag: JsonSchema = { type: "boolean" };

const at = ref("At");

const money = object({ currency: address, amount });

/** What answers are made of, by the name that they have in the OpenAPI document. */
export const schemas = {
  At: object({ block: count, time }),
  Error: {
    type: "object",
    properties: {
      error: { type: "object", properties: { code: text, message: text }, required: ["code", "message"] },
    },
    required: ["error"],
  },
  Work: object(
    {
      id: work,
      claimant: address,
      controller: address,
      category: { type: "string", enum: [...categories.map(({ id }) => id), "unknown"] },
      name: orNull(text),
      description: orNull(text),
      image: orNull(text),
      thumbnail: orNull(text),
      language: orNull(text),
      credits: listOf(object({ name: text, role: text, account: address }, ["account"])),
      registeredAt: at,
      provenTime: time,
      revisions: count,
      offers: object({ open: count, cheapest: orNull(object({ offer: hash, currency: address, price: amount })) }),
      licencesSold: count,
      parents: count,
      derivatives: count,
      income: listOf(object({ currency: address, received: amount })),
    },
    [],
  ),
  Terms: object({
    id: hex(48, "The name of the terms."),
    uses: listOf({ type: "string", description: `One of ${uses.map(({ id }) => id).join(", ")}, or unknown:<bit>.` }),
    territories: {
      anyOf: [
        { type: "string", const: "worldwide" },
        listOf({ type: "string", description: `One of ${territories.length} codes of ISO 3166-1, or unknown:<bit>.` }),
      ],
    },
    exclusivity: { type: "string", enum: exclusivities },
    duration: time,
  }),
  Licence: object({
    id: licence,
    work,
    workName: orNull(text),
    parent: orNull(licence),
    offer: hash,
    terms: ref("Terms"),
    licensor: address,
    holder: address,
    seats: count,
    start: time,
    end: time,
    terminatedAt: orNull(time),
    state: { type: "string", enum: ["live", "ended", "terminated", "future"] },
    pricePaid: amount,
    currency: address,
    renewals: count,
    soldAt: at,
  }),
  Offer: object({
    id: hash,
    work,
    workName: orNull(text),
    parent: orNull(licence),
    licensor: address,
    buyer: orNull(address),
    terms: ref("Terms"),
    currency: address,
    price: amount,
    supply: orNull(count),
    sold: count,
    opens: time,
    closes: time,
    state: { type: "string", enum: ["open", "not open yet", "ended", "sold out", "closed", "lapsed"] },
    publishedAt: at,
  }),
  FileClaim: object({ digest: hash, rank: count, disclosedAt: at, work: ref("Work") }),
  Account: object({
    address,
    /** Commitments that it was the first to stamp, and those of them that no registration or revision has opened. */
    stamps: object({ sent: count, unopened: count }),
    works: object({ claimed: count, controlled: count }),
    licences: object({ held: count, live: count, granted: count }),
    unitsOf: count,
    withdrawn: listOf(money),
    proceeds: listOf(object({ currency: address, credited: amount, withdrawn: amount })),
  }),
  ClearedWork: object({
    work: ref("Work"),
    rank: orNull(count),
    verdict: { type: "string", enum: ["held", "offered", "conflict", "none"] },
    sentence: text,
    controls: flag,
    held: listOf(ref("Licence")),
    offers: listOf(ref("Offer")),
    conflicts: listOf(ref("Licence")),
  }),
} satisfies Record<string, JsonSchema>;

/** The same, for the answers of routes. */
export const shapes = {
  address,
  amount,
  at,
  count,
  flag,
  hash,
  licence,
  listOf,
  object,
  orNull,
  ref,
  text,
  time,
  work,
};

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
