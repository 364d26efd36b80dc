import { BaseError } from "viem";
import { ColophonError } from "../errors/ColophonError.ts";
import { explainError } from "../errors/explainError.ts";
import type { BlockRef } from "./BlockRef.ts";
import type { Finding } from "./Finding.ts";
import type { ReadContext } from "./ReadContext.ts";
import { readHead } from "./readHead.ts";

/** Runs a read at the latest block. Undefined means not found; failures of node and chain become "unknown". */
export async function find<value>(
  context: ReadContext,
  read: (block: BlockRef) => Promise<value | undefined>,
): Promise<Finding<value>> {
  try {
    const block = await readHead(context.client, context.deployment);
    const value = await read(block);
    return value === undefined ? { status: "not-found", block } : { status: "found", value, block };
  } catch (error) {
    // Anything else is a defect of ours and must not look like a fact about the chain.
    if (!(error instanceof BaseError || error instanceof ColophonError)) throw error;
    return { status: "unknown", problem: explainError(error), cause: error };
  }
}
