import { BaseError, HttpRequestError, ResponseBodyTooLargeError, RpcRequestError, TimeoutError } from "viem";

// Nodes and providers word the same refusal in many ways; most share a code.
const words = /range|limit|too (?:many|large|wide|big)|more than|exceed|up to|max(?:imum)?|response size|timed? ?out/i;
const codes = [-32005, -32602, -32600, -32000, -32603, -32011, -32012, -32616, -32701, 35, 429];
const statuses = [400, 403, 408, 413, 500, 502, 503, 504];

/** Whether a node refused a query of logs because it covers too many blocks or finds too many logs. */
export function isRangeError(error: unknown): boolean {
  if (!(error instanceof BaseError)) return false;
  if (error.walk((cause) => cause instanceof TimeoutError || cause instanceof ResponseBodyTooLargeError)) return true;
  const rpc = error.walk((cause) => cause instanceof RpcRequestError);
  if (rpc instanceof RpcRequestError) return codes.includes(rpc.code) && words.test(rpc.details);
  const http = error.walk((cause) => cause instanceof HttpRequestError);
  if (http instanceof HttpRequestError && http.status !== undefined) {
    return statuses.includes(http.status) && words.test(`${http.details} ${http.shortMessage}`);
  }
  return words.test(error.details) && !/fetch|network|socket|rate|per second/i.test(error.details);
}
