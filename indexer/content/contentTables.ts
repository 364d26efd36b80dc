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
