import { type Hex, keccak256, type PublicClient } from "viem";
import { EvidenceError } from "./EvidenceError.ts";
import { encodeHeader, type RpcBlock } from "./encodeHeader.ts";
import { rawRequest } from "./rawRequest.ts";

/** A block's header in RLP, from a node, after checking that it has the block's hash. Throws an EvidenceError. */
export async function captureHeader(client: PublicClient, hash: Hex): Promise<{ header: Hex; block: RpcBlock }> {
  const block = (await rawRequest(client, "eth_getBlockByHash", [hash, false])) as RpcBlock | null;
  if (!block)
    throw new EvidenceError(
      `The node has no block ${hash}. It may have been replaced: look for the transaction again.`,
    );
  const header = encodeHeader(block);
  const found = keccak256(header);
  if (found !== hash) {
    throw new EvidenceError(
      `The header that the node gave for block ${hash} has the hash ${found}: the node is wrong, or this chain's headers have fields that this program does not know. No bundle was made.`,
    );
  }
  return { header, block };
}
