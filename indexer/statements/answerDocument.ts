import { visibleText } from "@colophon/sdk";
import {
  type CurrencyOf,
  type StatementDocument,
  StatementError,
  writeCsv,
  writeHtml,
  writeJson,
} from "@colophon/sdk/books";
import { type DocumentFormat, documentTypes } from "@colophon/sdk/index-api";
import { type ReadClient, type ReadContext, readCurrency } from "@colophon/sdk/read";
import { ApiError } from "../http/ApiError.ts";
import { keeping } from "../http/keepAnswers.ts";
import type { Service } from "../http/mountRoutes.ts";
import type { IndexHead } from "../watch.ts";

const writers = { json: writeJson, csv: writeCsv, html: writeHtml } satisfies Record<DocumentFormat, unknown>;

/** What documents are made with: the block from which on none can be replaced any more, beside the rest. */
type Documents = Service & { finalized: number };

/**
 * Sends a document as it is computed, at the pace at which it is taken. An error after its beginning breaks the answer
 * off, so that nobody takes half of it for the whole. One that closes before the last final block stays as it is.
 */
export async function answerDocument(
  service: Documents,
  read: () => Promise<StatementDocument>,
  format: DocumentFormat,
): Promise<Response> {
  let document: StatementDocument;
  try {
    document = await read();
  } catch (error) {
    if (error instanceof StatementError) throw new ApiError(400, "no-statement", visibleText(error.message));
    throw error;
  }
  const pieces = writers[format](document, currencyFrom(service));
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return();
    },
  });
  const { head } = document;
  const closed = head.block.number < service.finalized;
  const name = `colophon-${head.kind}-block-${head.block.number}.${format}`;
  return new Response(body, {
    headers: {
      "Cache-Control": closed ? keeping.closed : keeping.head,
      "Content-Type": `${documentTypes[format]}${format === "json" ? "" : "; charset=utf-8"}`,
      "Content-Disposition": `${format === "html" ? "inline" : "attachment"}; filename="${name}"`,
      // A page of a statement loads nothing and runs nothing.
      ...(format === "html" && { "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'" }),
    },
  });
}

/** What currencies call themselves: as the index read it once, or else as they say now. */
function currencyFrom({ sql, client, deployment }: Service): CurrencyOf {
  return async (currency) => {
    const [row] = await sql.query<{ symbol: string | null; decimals: number | null }>(
      "SELECT symbol, decimals FROM colophon_content.currency WHERE chain_id = $1 AND address = $2",
      [deployment.chainId, currency.toLowerCase()],
    );
    if (row === undefined) return readCurrency(client, currency);
    return row.symbol === null || row.decimals === null
      ? undefined
      : { symbol: row.symbol, decimals: Number(row.decimals) };
  };
}

/** What a statement is read from: the node, as it was at a block. */
export const contextAt = ({ client, deployment }: Service, at: IndexHead["indexed"]): ReadContext => ({
  client: clientAt(client, at.block),
  deployment,
});

const known = new WeakMap<ReadClient, Map<number, ReadClient>>();

/** A client whose latest block is a given one, so that a statement closes where the index stands and not after it. */
function clientAt(client: ReadClient, block: number): ReadClient {
  const clients = known.get(client) ?? new Map<number, ReadClient>();
  known.set(client, clients);
  const found = clients.get(block);
  if (found) return found;
  if (clients.size >= 8) clients.clear();
  const blockNumber = BigInt(block);
  const getBlock = (args?: Parameters<ReadClient["getBlock"]>[0]) =>
    client.getBlock(args?.blockHash || args?.blockNumber !== undefined ? args : { blockNumber });
  const made = { ...client, getBlockNumber: async () => blockNumber, getBlock: getBlock as ReadClient["getBlock"] };
  clients.set(block, made);
  return made;
}
