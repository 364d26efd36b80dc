import type { PublicClient } from "viem";

type Request = (request: { method: string; params: readonly unknown[] }) => Promise<unknown>;

/** A node's answer as it is, where viem would leave out fields that it doesn't know. */
export function rawRequest(client: PublicClient, method: string, params: readonly unknown[]): Promise<unknown> {
  return (client.request as unknown as Request)({ method, params });
}
