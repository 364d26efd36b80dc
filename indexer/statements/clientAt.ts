import type { ReadClient } from "@colophon/sdk";

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
