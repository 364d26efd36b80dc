import { type Address, erc20Abi, zeroAddress } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import type { BlockRef } from "./BlockRef.ts";
import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import type { ReadContext } from "./ReadContext.ts";

export type Till = {
  /** Where anyone may simply send money for the work, also before there is code. */
  address: Address;
  /** What waits there to be swept into the work, in each currency that was asked for. */
  balances: { currency: Address; balance: bigint }[];
};

export type ReadTillParameters = {
  work: bigint;
  /** ERC-20 tokens, or the zero address for ETH. */
  currencies: readonly Address[];
};

async function balanceAt({ client }: ReadContext, address: Address, currency: Address, block: BlockRef) {
  const blockNumber = BigInt(block.number);
  if (currency === zeroAddress) return client.getBalance({ address, blockNumber });
  return client.readContract({
    address: currency,
    abi: erc20Abi,
    functionName: "balanceOf",
    args: [address],
    blockNumber,
  });
}

/** A work's own address for plain transfers, and what waits there. */
export function readTill(context: ReadContext, { work, currencies }: ReadTillParameters): Promise<Finding<Till>> {
  return find(context, async (block) => {
    const address = await context.client.readContract({
      address: context.deployment.contracts.royalties.address,
      abi: royaltiesAbi,
      functionName: "tillOf",
      args: [work],
      blockNumber: BigInt(block.number),
    });
    const balances = await Promise.all(
      currencies.map(async (currency) => ({ currency, balance: await balanceAt(context, address, currency, block) })),
    );
    return { address, balances };
  });
}
