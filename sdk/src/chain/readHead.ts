import type { Deployment } from "../deployment/Deployment.ts";
import type { BlockRef } from "./BlockRef.ts";
import type { ReadClient } from "./ReadClient.ts";
import { WrongChainError } from "./WrongChainError.ts";
import { WrongContractError } from "./WrongContractError.ts";

const checks = new WeakMap<ReadClient, Map<string, Promise<void>>>();

/** That the node serves the deployment's chain, with code where the register should be. */
async function check(client: ReadClient, deployment: Deployment): Promise<void> {
  const { address } = deployment.contracts.works;
  const [chainId, code] = await Promise.all([client.getChainId(), client.getCode({ address })]);
  if (chainId !== deployment.chainId) throw new WrongChainError(deployment.chainId, chainId);
  if (code === undefined || code === "0x") throw new WrongContractError("the register of works", address);
}

/** The latest block, after checking once for each client and deployment that it is the right chain. */
export async function readHead(client: ReadClient, deployment: Deployment): Promise<BlockRef> {
  const known = checks.get(client) ?? new Map<string, Promise<void>>();
  checks.set(client, known);
  const key = `${deployment.chainId} ${deployment.contracts.works.address}`;
  const checked = known.get(key) ?? check(client, deployment);
  known.set(key, checked);
  try {
    const [block] = await Promise.all([client.getBlock({ blockTag: "latest" }), checked]);
    return { number: Number(block.number), hash: block.hash, time: Number(block.timestamp) };
  } catch (error) {
    // A failed check is made again: the node may have been down, or at another address by now.
    known.delete(key);
    throw error;
  }
}
