import type { ContentStore } from "@colophon/sdk";
import type { Hex } from "viem";
import type { Sql } from "../database/Sql.ts";
import { fetchDocument } from "./fetchDocument.ts";
import { saveDocument } from "./saveDocument.ts";
import { secondsNow } from "./secondsNow.ts";

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
      await saveDocument(content, digest, attempts, await fetchDocument(store, digest));
    }),
  );
  return due.length;
}
