import {
  type ContentStore,
  createContentStore,
  FormatError,
  type Metadata,
  parseMetadata,
  visibleText,
} from "@colophon/sdk";
import type { Hex } from "viem";
import { reorgMargin } from "../position.ts";
import type { Sql } from "../sql.ts";

/** What colophon_content is made of. Every statement can run again; later versions add to the list. */
export const contentTables: readonly string[] = [
  "CREATE SCHEMA IF NOT EXISTS colophon_content",
  // Keyed by what they contain, so they outlive reorganisations, new code and a rebuilt index.
  `CREATE TABLE IF NOT EXISTS colophon_content.document (
    digest text PRIMARY KEY,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'fetched', 'invalid')),
    attempts integer NOT NULL DEFAULT 0,
    next_try bigint NOT NULL DEFAULT 0,
    error text,
    name text,
    description text,
    language text,
    category text,
    image text,
    thumbnail text,
    credits jsonb,
    identifiers jsonb,
    holders jsonb,
    preview jsonb,
    fetched_at bigint
  )`,
  `CREATE INDEX IF NOT EXISTS document_next_try_index
    ON colophon_content.document (next_try) WHERE state = 'waiting'`,
  `CREATE INDEX IF NOT EXISTS document_fetched_at_index
    ON colophon_content.document (fetched_at, digest) WHERE fetched_at IS NOT NULL`,
  // What tokens say of themselves; decimals are null when a token says nothing that makes sense.
  `CREATE TABLE IF NOT EXISTS colophon_content.currency (
    chain_id bigint NOT NULL,
    address text NOT NULL,
    symbol text,
    name text,
    decimals integer,
    read_at bigint NOT NULL,
    PRIMARY KEY (chain_id, address)
  )`,
];

/** Seconds since 1970. */
export const secondsNow = () => Math.floor(Date.now() / 1000);

/** Rows of one page. */
const page = 5000;

/**
 * Lists the metadata of every version from a position on, so that it will be fetched. Returns the last position seen,
 * from which the next call goes on; it looks back a little, because a reorganisation may have changed what was seen.
 */
export async function noteDigests(index: Sql, content: Sql, seen: number): Promise<number> {
  let last = Math.max(-1, seen - reorgMargin);
  for (;;) {
    const rows = await index.query<{ metadata_digest: string; position: string }>(
      "SELECT metadata_digest, position FROM version WHERE position > $1 ORDER BY position LIMIT $2",
      [last, page],
    );
    const final = rows.at(-1);
    if (!final) return Math.max(seen, last);
    await content.query(
      "INSERT INTO colophon_content.document (digest) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING",
      [[...new Set(rows.map((row) => row.metadata_digest))]],
    );
    last = Number(final.position);
    if (rows.length < page) return Math.max(seen, last);
  }
}

/** How many documents are asked for at a time. */
const together = 16;

/** Fetches a few documents that are due. Returns how many: none left means that there is time to rest. */
export async function fetchWaiting(content: Sql, store: ContentStore): Promise<number> {
  const due = await content.query<{ digest: Hex; attempts: number }>(
    `SELECT digest, attempts FROM colophon_content.document
      WHERE state = 'waiting' AND next_try <= $1 ORDER BY next_try, digest LIMIT $2`,
    [secondsNow(), together],
  );
  await Promise.all(
    due.map(async ({ digest, attempts }) => {
      try {
        await saveDocument(content, digest, attempts, await fetchDocument(store, digest));
      } catch (error) {
        // Whatever is the matter with one, the others go on, and it comes again later.
        const reason = error instanceof Error ? error.message : String(error);
        await saveDocument(content, digest, attempts, { state: "waiting", error: reason });
      }
    }),
  );
  return due.length;
}

/** 256 KiB: metadata may not be larger. */
const maxBytes = 262_144;

type FetchedDocument =
  | { state: "fetched"; metadata: Metadata }
  | { state: "invalid"; error: string }
  | { state: "waiting"; error: string };

/**
 * The metadata with a digest. Bytes with another digest are refused, whoever served them, and are asked for again
 * elsewhere and later; bytes that are the right ones and no metadata will never be any.
 */
async function fetchDocument(store: ContentStore, digest: Hex): Promise<FetchedDocument> {
  const found = await store.get(digest, { maxBytes });
  if (found.status !== "found") return { state: "waiting", error: found.sentence };
  try {
    return { state: "fetched", metadata: parseMetadata(found.bytes) };
  } catch (error) {
    if (error instanceof FormatError) return { state: "invalid", error: error.message };
    throw error;
  }
}

/** Writes down what a fetch came to. Writing it twice changes nothing: equal digests mean equal content. */
async function saveDocument(content: Sql, digest: Hex, attempts: number, document: FetchedDocument) {
  const now = secondsNow();
  if (document.state !== "fetched") {
    // An error may quote what it is about, and a database takes no zero bytes.
    await content.query(
      `UPDATE colophon_content.document SET state = $2, attempts = $3, next_try = $4, error = $5
        WHERE digest = $1 AND state = 'waiting'`,
      [digest, document.state, attempts + 1, now + retryAfter(attempts), visibleText(document.error.slice(0, 1000))],
    );
    return;
  }
  const { name, description, language, category, image, thumbnail } = document.metadata;
  const { credits, identifiers, holders, preview } = document.metadata;
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  await content.query(
    `UPDATE colophon_content.document SET state = 'fetched', attempts = $2, error = NULL, fetched_at = $3,
        name = $4, description = $5, language = $6, category = $7, image = $8, thumbnail = $9, credits = $10::jsonb,
        identifiers = $11::jsonb, holders = $12::jsonb, preview = $13::jsonb
      WHERE digest = $1`,
    [
      digest,
      attempts + 1,
      now,
      name,
      description,
      language ?? null,
      category,
      image ?? null,
      thumbnail?.uri ?? null,
      json(credits),
      json(identifiers),
      json(holders),
      json(preview),
    ],
  );
}

/** The longest pause: a gateway that comes back is noticed within six hours. */
const longest = 6 * 3600;

/** How long to wait after a number of failures, in seconds: 4, 8, 16 ... with up to a quarter more, so that not all come at once. */
export function retryAfter(attempts: number, random = Math.random()): number {
  const pause = Math.min(longest, 2 ** Math.min(attempts + 1, 20));
  return Math.round(pause * (1 + random / 4));
}

/** In milliseconds, for the whole answer of one gateway: one that sends a byte a second is no gateway. */
const patience = 15_000;

/**
 * Reads from the configured gateways and from nowhere else: a redirection is refused, because it could lead into the
 * network that the indexer runs in.
 */
export function createFetcherStore(gateways: readonly string[], timeout = patience): ContentStore {
  return createContentStore({
    gateways,
    api: null,
    timeout,
    fetch: (input, init) => fetch(input, { ...init, redirect: "error" }),
  });
}
