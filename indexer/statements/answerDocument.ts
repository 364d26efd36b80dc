import { type StatementDocument, StatementError, visibleText, writeCsv, writeHtml, writeJson } from "@colophon/sdk";
import { ApiError } from "../http/ApiError.ts";
import type { Service } from "../http/Route.ts";
import { currencyFrom } from "./currencyFrom.ts";

const writers = {
  json: { write: writeJson, type: "application/json" },
  csv: { write: writeCsv, type: "text/csv; charset=utf-8" },
  html: { write: writeHtml, type: "text/html; charset=utf-8" },
} as const;

export type DocumentFormat = keyof typeof writers;

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
