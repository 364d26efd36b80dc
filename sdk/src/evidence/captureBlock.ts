import { type Hex, numberToHex, type PublicClient } from "viem";
import { mapLimit } from "../chain/mapLimit.ts";
import type { BundleAccount, BundleBlock } from "./Bundle.ts";
import { captureHeader } from "./captureHeader.ts";
import { createTrie } from "./createTrie.ts";
import { decodeHeader } from "./decodeHeader.ts";
import { EvidenceError } from "./EvidenceError.ts";
import type { RpcBlock } from "./encodeHeader.ts";
import { encodeReceipt, type RpcReceipt } from "./encodeReceipt.ts";
import { encodeRlp } from "./encodeRlp.ts";
import { rawRequest } from "./rawRequest.ts";
import { toRlpNumber } from "./rlpNumber.ts";

export type CaptureBlockParameters = {
  client: PublicClient;
  hash: Hex;
  /** Positions of the transactions whose receipts are wanted. */
  transactions?: readonly number[] | undefined;
  /** Accounts and storage slots whose state after the block is wanted. */
  accounts?: readonly { address: Hex; slots?: readonly Hex[] | undefined }[] | undefined;
};

/** All receipts of a block, in one request or, where a node has no such method, one by one. */
async function readReceipts(client: PublicClient, block: RpcBlock): Promise<RpcReceipt[]> {
  try {
    const receipts = await rawRequest(client, "eth_getBlockReceipts", [block.number]);
    if (Array.isArray(receipts)) return receipts as RpcReceipt[];
  } catch {
    // Asked one by one below, which says what is wrong if it isn't just this method.
  }
  const hashes = Array.isArray(block.transactions) ? (block.transactions as Hex[]) : [];
  return mapLimit(hashes, 8, async (hash) => {
    const receipt = await rawRequest(client, "eth_getTransactionReceipt", [hash]);
    if (!receipt)
      throw new EvidenceError(`The node has no receipt of transaction ${hash}. Ask a node that keeps all receipts.`);
    return receipt as RpcReceipt;
  });
}

/**
 * A block with the proofs of some of its receipts and accounts, from a node that need not be trusted: the header is
 * checked against the hash and the receipts against the header before anything is returned. Throws an EvidenceError.
 */
export async function captureBlock({
  client,
  hash,
  transactions = [],
  accounts = [],
}: CaptureBlockParameters): Promise<BundleBlock> {
  const { header, block } = await captureHeader(client, hash);
  const { number, time, receiptsRoot } = decodeHeader(header);
  const result: BundleBlock = { number, time, hash, header };
  if (transactions.length > 0) {
    const receipts = await readReceipts(client, block);
    const keyOf = (index: number) => encodeRlp(toRlpNumber(BigInt(index)));
    const trie = createTrie(receipts.map((receipt, i) => ({ key: keyOf(i), value: encodeReceipt(receipt) })));
    if (trie.root !== receiptsRoot) {
      throw new EvidenceError(
        `The ${receipts.length} receipts that the node gave for block ${number} are not those of the block: they make the root ${trie.root}, but its header says ${receiptsRoot}. No bundle was made; ask another node.`,
      );
    }
    const wanted = [...new Set(transactions)].sort((a, b) => a - b);
    result.receipts = wanted.map((transaction) => ({ transaction, proof: trie.proof(keyOf(transaction)) }));
  }
  if (accounts.length > 0) {
    const proved = await mapLimit(accounts, 4, (account) => captureAccount(client, numberToHex(number), account));
    result.accounts = proved.sort((a, b) => (a.address < b.address ? -1 : 1));
  }
  return result;
}

type RpcProof = { accountProof: Hex[]; storageProof: { proof: Hex[] }[] };

/** Its proofs are checked with the whole bundle. */
async function captureAccount(
  client: PublicClient,
  block: Hex,
  { address, slots = [] }: { address: Hex; slots?: readonly Hex[] | undefined },
): Promise<BundleAccount> {
  const sorted = [...slots].sort();
  const found = (await rawRequest(client, "eth_getProof", [address, sorted, block])) as RpcProof;
  const storage = found.storageProof.map(({ proof }, i) => ({ slot: sorted[i] as Hex, proof }));
  return {
    address: address.toLowerCase() as Hex,
    proof: found.accountProof,
    ...(storage.length > 0 && { storage }),
  };
}
