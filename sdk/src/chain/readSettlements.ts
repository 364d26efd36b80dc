import { type Address, getAbiItem } from "viem";
import { royaltiesAbi } from "../abi/generated.ts";
import type { EventRef } from "./BlockRef.ts";
import { eventRefs } from "./eventRefs.ts";
import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import { getLogsInRanges } from "./getLogsInRanges.ts";
import type { ReadContext } from "./ReadContext.ts";

/** What moved from a work to one that it is made from. */
export type Settlement = {
  work: bigint;
  parent: bigint;
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** In the currency's smallest unit. */
  amount: bigint;
  at: EventRef;
};

export type Settlements = {
  /** What the work received from works made from it, the latest first. With its payments, all it ever received. */
  received: Settlement[];
  /** What it passed on to the works it is made from, the latest first. */
  passedOn: Settlement[];
};

const event = getAbiItem({ abi: royaltiesAbi, name: "Settled" });

/** Everything that was ever settled into and out of a work; empty lists if nothing was. */
export function readSettlements(context: ReadContext, work: bigint): Promise<Finding<Settlements>> {
  return find(context, async (block) => {
    const { client, deployment } = context;
    const { address, block: fromBlock } = deployment.contracts.royalties;
    const read = async (args: { work: bigint } | { parent: bigint }): Promise<Settlement[]> => {
      const logs = await getLogsInRanges(client, { address, event, args, fromBlock, toBlock: block.number });
      const refs = await eventRefs(client, logs);
      return logs.map((log, i) => ({ ...log.args, at: refs[i] as EventRef })).reverse();
    };
    const [received, passedOn] = await Promise.all([read({ parent: work }), read({ work })]);
    return { received, passedOn };
  });
}
