import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { documentPolicy, HttpError, readBody, securityHeaders } from "./http.ts";

type RpcAnswer = { status: number; body: Buffer };

/** 2 MiB: the most that anvil takes. */
const maxRequestBytes = 2 << 20;

const agent = new Agent({ keepAlive: true });

/**
 * Passes a JSON-RPC request on to the local chain. Only `application/json` is taken, which a page of another origin
 * cannot send without asking first, and nobody answers that question.
 */
export async function forwardRpc(request: IncomingMessage, rpcUrl: string): Promise<RpcAnswer> {
  const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new HttpError(415, "Send JSON-RPC as application/json.");
  const body = await readBody(request, maxRequestBytes);
  try {
    JSON.parse(body.toString("utf8"));
  } catch {
    throw new HttpError(400, "The body is not JSON.");
  }
  return new Promise((resolve, reject) => {
    const unreachable = () => reject(new HttpError(502, "The local chain does not answer."));
    const headers = { "Content-Type": "application/json", "Content-Length": body.length };
    const forwarded = httpRequest(rpcUrl, { method: "POST", agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 502, body: Buffer.concat(chunks) }));
      answer.on("error", unreachable);
    });
    forwarded.on("error", unreachable);
    forwarded.end(body);
  });
}

/** What the index sends back that is passed on. */
const passed = ["content-type", "content-disposition", "cache-control", "etag", "retry-after"] as const;

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
  const known = request.headers["if-none-match"];
  if (known !== undefined) headers["If-None-Match"] = known;
  if (body) Object.assign(headers, { "Content-Type": "application/json", "Content-Length": body.length });

  const ask = (by: Agent | false) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const asked = httpRequest(new URL(path, indexUrl), { method, agent: by, headers }, resolve);
      asked.on("error", () => {
        // A kept connection may be closed by the other side just as it is used again: that says nothing of the index.
        if (by !== false && asked.reusedSocket && !response.destroyed) ask(false).then(resolve, reject);
        else reject(unreachable());
      });
      // A person who leaves ends the work for them too.
      response.on("close", () => asked.destroy());
      asked.end(body);
    });
  const answer = await ask(agent);
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
