import { type Address, getAbiItem, type Hex } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import type { EventRef } from "./BlockRef.ts";
import { eventRefs } from "./eventRefs.ts";
import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import { getLogsInRanges } from "./getLogsInRanges.ts";
import type { ReadContext } from "./ReadContext.ts";

export type Payment = {
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  payer: Address;
  /** What arrived, in the currency's smallest unit. */
  amount: bigint;
  memo: Hex;
  /** The licence that it paid for; undefined for any other payment. */
  licence: bigint | undefined;
  at: EventRef;
};

const event = getAbiItem({ abi: royaltiesAbi, name: "Paid" });

/** Everything that was ever paid into a work, the latest first; an empty list if nothing was. */
export function readPayments(context: ReadContext, work: bigint): Promise<Finding<Payment[]>> {
  return find(context, async (block) => {
    const { address, block: fromBlock } = context.deployment.contracts.royalties;
    const logs = await getLogsInRanges(context.client, {
      address,
      event,
      args: { work },
      fromBlock,
      toBlock: block.number,
    });
    const refs = await eventRefs(context.client, logs);
    return logs
      .map(({ args: { currency, payer, amount, memo } }, i): Payment => {
        const licence = BigInt(memo) >> 32n === work ? BigInt(memo) : undefined;
        return { currency, payer, amount, memo, licence, at: refs[i] as EventRef };
      })
      .reverse();
  });
}
