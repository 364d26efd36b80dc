import type { Hex } from "viem";
import type { Sql } from "../database/Sql.ts";
import type { FetchedDocument } from "./fetchDocument.ts";
import { retryAfter } from "./retryAfter.ts";
import { secondsNow } from "./secondsNow.ts";

/** Writes down what a fetch came to. Writing it twice changes nothing: equal digests mean equal content. */
export async function saveDocument(content: Sql, digest: Hex, attempts: number, document: FetchedDocument) {
  const now = secondsNow();
  if (document.state !== "fetched") {
    await content.query(
      `UPDATE colophon_content.document SET state = $2, attempts = $3, next_try = $4, error = $5
        WHERE digest = $1 AND state = 'waiting'`,
      [digest, document.state, attempts + 1, now + retryAfter(attempts), document.error.slice(0, 1000)],
    );
    return;
  }
  const { name, description, language, category, image, credits, identifiers, holders, preview } = document.metadata;
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  await content.query(
    `UPDATE colophon_content.document SET state = 'fetched', attempts = $2, error = NULL, fetched_at = $3,
        name = $4, description = $5, language = $6, category = $7, image = $8, credits = $9::jsonb,
        identifiers = $10::jsonb, holders = $11::jsonb, preview = $12::jsonb
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
      json(credits),
      json(identifiers),
      json(holders),
      json(preview),
    ],
  );
}
