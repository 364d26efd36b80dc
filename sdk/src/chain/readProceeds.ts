import { type Address, getAbiItem } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import { getLogsInRanges } from "./getLogsInRanges.ts";
import type { ReadContext } from "./ReadContext.ts";

export type Proceeds = {
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** What the account was ever credited for sublicences it sold. */
  credited: bigint;
  /** What it has withdrawn. */
  withdrawn: bigint;
  /** What waits for it now. */
  waiting: bigint;
};

const creditedEvent = getAbiItem({ abi: royaltiesAbi, name: "ProceedsCredited" });

/** What an account earned by selling sublicences, in each currency; an empty list if it never did. */
export function readProceeds(context: ReadContext, account: Address): Promise<Finding<Proceeds[]>> {
  return find(context, async (block) => {
    const { client, deployment } = context;
    const { address, block: fromBlock } = deployment.contracts.royalties;
    const logs = await getLogsInRanges(client, {
      address,
      event: creditedEvent,
      args: { account },
      fromBlock,
      toBlock: block.number,
    });
    const currencies = [...new Set(logs.map(({ args }) => args.currency))];
    return Promise.all(
      currencies.map(async (currency): Promise<Proceeds> => {
        const credited = logs
          .filter(({ args }) => args.currency === currency)
          .reduce((sum, { args }) => sum + args.amount, 0n);
        const waiting = await client.readContract({
          address,
          abi: royaltiesAbi,
          functionName: "proceedsOf",
          args: [account, currency],
          blockNumber: BigInt(block.number),
        });
        return { currency, credited, withdrawn: credited - waiting, waiting };
      }),
    );
  });
}
