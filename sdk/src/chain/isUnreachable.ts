import { type BaseError, HttpRequestError, SocketClosedError, TimeoutError, WebSocketRequestError } from "viem";

const kinds = [HttpRequestError, TimeoutError, WebSocketRequestError, SocketClosedError];

/** Whether an error says that the node didn't answer, rather than what it answered. */
export function isUnreachable(error: BaseError): boolean {
  return error.walk((cause) => kinds.some((kind) => cause instanceof kind)) !== null;
}
