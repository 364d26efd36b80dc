import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { HttpError } from "./HttpError.ts";
import { readBody } from "./readBody.ts";

export type RpcAnswer = { status: number; body: Buffer };

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
