import { visibleText } from "@colophon/sdk";
import {
  type CurrencyOf,
  type StatementDocument,
  StatementError,
  writeCsv,
  writeHtml,
  writeJson,
} from "@colophon/sdk/books";
import { type ReadClient, readCurrency } from "@colophon/sdk/read";
import { ApiError } from "../http/ApiError.ts";
import { parameters } from "../http/parameters.ts";
import type { Service } from "../http/Route.ts";

/** What every statement is asked with. */
export const documentQuery = {
  format: parameters.choice("JSON if not given.", ["json", "csv", "html"]),
};

const writers = {
  json: { write: writeJson, type: "application/json" },
  csv: { write: writeCsv, type: "text/csv; charset=utf-8" },
  html: { write: writeHtml, type: "text/html; charset=utf-8" },
} as const;

type DocumentFormat = keyof typeof writers;

/** The media types that a document comes in. */
export const documentTypes = Object.values(writers).map(({ type }) => type.split(";")[0] as string);

/**
 * Sends a document as it is computed, at the pace at which it is taken. An error after its beginning breaks the answer
 * off, so that nobody takes half of it for the whole.
 */
export async function answerDocument(
  service: Service,
  read: Promise<StatementDocument>,
  format: DocumentFormat = "json",
): Promise<Response> {
  let document: StatementDocument;
  try {
    document = await read;
  } catch (error) {
    if (error instanceof StatementError) throw new ApiError(400, "no-statement", visibleText(error.message));
    throw error;
  }
  const { write, type } = writers[format];
  const pieces = write(document, currencyFrom(service));
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
  const name = `colophon-${head.kind}-block-${head.block.number}.${format}`;
  return new Response(body, {
    headers: {
      "Content-Type": type,
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

const known = new WeakMap<ReadClient, Map<number, ReadClient>>();

/** A client whose latest block is a given one, so that a statement closes where the index stands and not after it. */
export function clientAt(client: ReadClient, block: number): ReadClient {
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
