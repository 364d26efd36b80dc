import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { HttpError } from "./HttpError.ts";
import { readBody } from "./readBody.ts";
import { securityHeaders } from "./securityHeaders.ts";

/** 2 MiB: a question about a thousand files has 70 kB. */
const maxRequestBytes = 2 << 20;

const agent = new Agent({ keepAlive: true });

/** What the index sends back that is passed on. */
const passed = ["content-type", "content-disposition", "cache-control", "etag", "retry-after"] as const;

/** Opened as a page, a statement is a document: it may be styled and printed, and runs nothing. */
const documentPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-modals allow-downloads";

/**
 * Passes a question under /index on to the indexer, and its answer back as it comes: a statement may be longer than the
 * memory. Throws an HttpError while the indexer does not listen.
 */
export async function forwardIndex(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  indexUrl: string | undefined,
): Promise<void> {
  const method = request.method ?? "GET";
  if (!["GET", "HEAD", "POST"].includes(method)) {
    throw new HttpError(405, "Use GET, HEAD or POST here.", { Allow: "GET, HEAD, POST" });
  }
  const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  if (method === "POST" && type !== "application/json") throw new HttpError(415, "Send questions as application/json.");
  const body = method === "POST" ? await readBody(request, maxRequestBytes) : undefined;
  if (!indexUrl) throw unreachable();
  const headers: Record<string, string | number> = { Accept: request.headers.accept ?? "*/*" };
  if (body) Object.assign(headers, { "Content-Type": "application/json", "Content-Length": body.length });

  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = httpRequest(new URL(path, indexUrl), { method, agent, headers }, resolve);
    asked.on("error", () => reject(unreachable()));
    // A person who leaves ends the work for them too.
    response.on("close", () => asked.destroy());
    asked.end(body);
  });
  const kept = Object.fromEntries(
    passed.flatMap((name) => (answer.headers[name] ? [[name, answer.headers[name]]] : [])),
  );
  response.writeHead(answer.statusCode ?? 502, {
    ...securityHeaders,
    ...kept,
    "Content-Security-Policy": documentPolicy,
  });
  answer.on("error", () => response.destroy());
  answer.pipe(response);
}

function unreachable(): HttpError {
  const sentence =
    "The index does not answer at the moment; it may still be starting. Everything else works without it.";
  return new HttpError(503, sentence, { "Retry-After": "2" });
}
