import type { IncomingMessage } from "node:http";

/** An answer other than success, with a sentence that says why. */
export class HttpError extends Error {
  override name = "HttpError";
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(status: number, sentence: string, headers: Record<string, string> = {}) {
    super(sentence);
    this.status = status;
    this.headers = headers;
  }
}

/** What a page of the site may load, and from where. */
const sources = {
  "default-src": "'self'",
  "script-src": "'self' 'wasm-unsafe-eval'",
  "style-src": "'self'",
  // Positions computed by a script land in style attributes; style elements and other origins stay forbidden.
  "style-src-attr": "'unsafe-inline'",
  "connect-src": "'self'",
  "img-src": "'self' blob: data:",
  "media-src": "'self' blob:",
  "font-src": "'self'",
  "worker-src": "'self' blob:",
  "object-src": "'none'",
  "frame-src": "'none'",
  "frame-ancestors": "'none'",
  "base-uri": "'none'",
  "form-action": "'self'",
};

/**
 * The site's policy as a header.
 *
 * @param connect The origins beside its own that a page may ask: nodes, indexes, gateways.
 */
export const policyOf = (connect: readonly string[] = []): string =>
  Object.entries(sources)
    .map(([name, value]) => [name, value, ...(name === "connect-src" ? connect : [])].join(" "))
    .join("; ");

/** What every answer carries. */
export const securityHeaders = {
  "Content-Security-Policy": policyOf(),
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=()",
};

/** Opened as a page, a statement is a document: it may be styled and printed, and runs nothing. */
export const documentPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-modals allow-downloads";

/** How much of a body that is too long is thrown away, so that its sender hears why, before the line is cut. */
const patience = 32 << 20;

/** Reads a request's body, and refuses one that is longer than `limit` bytes. Never keeps more than that. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk);
    else if (length > limit + patience) break;
  }
  if (length > limit) throw new HttpError(413, `The body is longer than ${limit} bytes.`, { Connection: "close" });
  return Buffer.concat(chunks);
}
