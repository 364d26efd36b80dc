import type { BlockRef } from "../chain/BlockRef.ts";
import type { ReadContext } from "../chain/ReadContext.ts";
import { readHead } from "../chain/readHead.ts";
import { StatementError } from "./StatementError.ts";

/** The last block before a moment (seconds since 1970); the latest of all if it is undefined or not reached yet. */
export async function blockBefore(context: ReadContext, until: number | undefined): Promise<BlockRef> {
  const { client, deployment } = context;
  const head = await readHead(client, deployment);
  if (until === undefined || head.time < until) return head;
  const at = async (number: number): Promise<BlockRef> => {
    const block = await client.getBlock({ blockNumber: BigInt(number) });
    return { number, hash: block.hash, time: Number(block.timestamp) };
  };
  let low = await at(Math.min(...Object.values(deployment.contracts).map(({ block }) => block)));
  if (low.time >= until) {
    throw new StatementError(
      `The period ends at ${new Date(until * 1000).toISOString()}, before the contracts were deployed (block ${low.number}, ${new Date(low.time * 1000).toISOString()}). Choose a later end.`,
    );
  }
  for (let high = head.number; high - low.number > 1; ) {
    const middle = await at(Math.floor((low.number + high) / 2));
    if (middle.time < until) low = middle;
    else high = middle.number;
  }
  return low;
}
