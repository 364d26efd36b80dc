import type { Address, Transaction } from "viem";
import type { ChainClient } from "../chain/createChainClient.ts";

/**
 * The mined transaction with which an account used a nonce, found by halving the range of blocks. Undefined if the
 * nonce is not used yet or the node has forgotten the blocks.
 */
export async function findByNonce(
  client: ChainClient,
  account: Address,
  nonce: number,
  earliest: bigint,
): Promise<Transaction | undefined> {
  const usedAt = async (blockNumber: bigint) =>
    (await client.getTransactionCount({ address: account, blockNumber })) > nonce;
  let high = await client.getBlockNumber({ cacheTime: 0 });
  let low = earliest;
  if (high < low || !(await usedAt(high))) return undefined;
  while (low < high) {
    const middle = (low + high) / 2n;
    if (await usedAt(middle)) high = middle;
    else low = middle + 1n;
  }
  const block = await client.getBlock({ blockNumber: high, includeTransactions: true });
  return block.transactions.find(
    (transaction) => transaction.from.toLowerCase() === account.toLowerCase() && transaction.nonce === nonce,
  );
}
