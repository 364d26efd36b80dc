import { BaseError, ContractFunctionRevertedError, getAbiItem, type Hex } from "viem";
import { licencesAbi } from "../abi/generated.ts";
import { checkDeed, type DeedCheck } from "../terms/checkDeed.ts";
import { deedOf } from "../terms/deedOf.ts";
import { forever } from "../terms/forever.ts";
import { onchainTermsOf } from "../terms/onchainTermsOf.ts";
import type { OnchainTerms, Terms } from "../terms/Terms.ts";
import { TermsError } from "../terms/TermsError.ts";
import { termsIdOf } from "../terms/termsIdOf.ts";
import { usesOfBitmap } from "../terms/usesOfBitmap.ts";
import type { BlockRef } from "./BlockRef.ts";
import type { ContentFinding, Finding } from "./Finding.ts";
import { find } from "./find.ts";
import { getLogsInRanges } from "./getLogsInRanges.ts";
import { MissingLogsError } from "./MissingLogsError.ts";
import type { ReadContext } from "./ReadContext.ts";
import { readContent } from "./readContent.ts";

export type TermsRecord = {
  id: Hex;
  /** What the contract enforces, and the deed's digest. */
  onchain: OnchainTerms;
  /** The deed, compared with what the contract enforces: look at `matches` before trusting its words. */
  deed: ContentFinding<DeedCheck>;
};

const event = getAbiItem({ abi: licencesAbi, name: "TermsDefined" });
function isUnknownTerms(cause: unknown): boolean {
  return cause instanceof ContractFunctionRevertedError && cause.data?.errorName === "Licences_UnknownTerms";
}

const changes = ["none", "allowed", "share-alike"] as const;

/**
 * The terms that make this hash, if this version of the package wrote their deed. What the contract enforces leaves
 * only attribution and changes open, so all six deeds can be written and compared: nobody's store is needed.
 */
function rewrite(id: Hex, enforced: Omit<OnchainTerms, "deed">): Terms | undefined {
  const { uses, unknown } = usesOfBitmap(enforced.uses);
  if (unknown.length > 0) return undefined;
  const duration = enforced.duration === forever ? "forever" : enforced.duration;
  for (const attribution of [true, false]) {
    for (const change of changes) {
      const terms: Terms = { uses, duration, transferable: enforced.transferable, attribution, changes: change };
      try {
        if (termsIdOf(onchainTermsOf(terms)) === id) return terms;
      } catch (error) {
        if (!(error instanceof TermsError)) throw error;
      }
    }
  }
  return undefined;
}

/** Terms by their hash, which must have been defined by the block. */
export async function termsAt(context: ReadContext, id: Hex, block: BlockRef): Promise<TermsRecord> {
  const { client, deployment, store } = context;
  const { address, block: fromBlock } = deployment.contracts.licences;
  const [uses, duration, transferable] = await client.readContract({
    address,
    abi: licencesAbi,
    functionName: "termsOf",
    args: [id],
    blockNumber: BigInt(block.number),
  });
  const terms = rewrite(id, { uses, duration, transferable });
  if (terms) {
    const onchain = onchainTermsOf(terms);
    return { id, onchain, deed: { status: "found", value: checkDeed(deedOf(terms).bytes, onchain) } };
  }
  const [log] = await getLogsInRanges(client, {
    address,
    event,
    args: { terms: id },
    fromBlock,
    toBlock: block.number,
  });
  if (log === undefined) throw new MissingLogsError(`the terms ${id}`);
  const onchain: OnchainTerms = { uses, duration, transferable, deed: log.args.deed };
  const deed = await readContent(store, onchain.deed, (bytes) => checkDeed(bytes, onchain), 64 * 1024);
  return { id, onchain, deed };
}

/** Terms by their hash, with their deed. */
export function readTerms(context: ReadContext, id: Hex): Promise<Finding<TermsRecord>> {
  return find(context, (block) =>
    termsAt(context, id, block).catch((error: unknown) => {
      if (error instanceof BaseError && error.walk((cause) => isUnknownTerms(cause)) !== null) return undefined;
      throw error;
    }),
  );
}
