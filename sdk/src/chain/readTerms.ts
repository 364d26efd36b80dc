import { type Address, getAbiItem, type Hex } from "viem";
import { licencesAbi, termsAbi } from "../abi/generated.ts";
import { checkDeed, type DeedCheck } from "../terms/checkDeed.ts";
import { deedOf } from "../terms/deedOf.ts";
import { forever } from "../terms/forever.ts";
import { derivativeRules, exclusivities } from "../terms/onchainTermsOf.ts";
import { seatMeanings } from "../terms/seatMeanings.ts";
import type { OnchainTerms, Terms } from "../terms/Terms.ts";
import { TermsError } from "../terms/TermsError.ts";
import { territoriesOfBitmap } from "../terms/territoriesOfBitmap.ts";
import { usesOfBitmap } from "../terms/usesOfBitmap.ts";
import type { BlockRef } from "./BlockRef.ts";
import type { ContentFinding, Finding } from "./Finding.ts";
import { find } from "./find.ts";
import { getLogsInRanges } from "./getLogsInRanges.ts";
import { MissingLogsError } from "./MissingLogsError.ts";
import type { ReadContext } from "./ReadContext.ts";
import { readContent } from "./readContent.ts";

export type TermsRecord = {
  /** The name of the terms: 24 bytes. */
  id: Hex;
  /** What the contracts know, and the deed's digest. */
  onchain: OnchainTerms;
  /** The deed, compared with what the contracts know: look at `matches` before trusting its words. */
  deed: ContentFinding<DeedCheck>;
};

const event = getAbiItem({ abi: termsAbi, name: "TermsDefined" });

/** What the contracts leave open in a deed. */
const variants = [true, false].flatMap((attribution) =>
  [false, true].flatMap((changes) => seatMeanings.map(({ id: seats }) => ({ attribution, changes, seats }))),
);

/**
 * The terms whose deed this is, if this version of the package wrote it. What is on chain leaves only credit, changes
 * and the meaning of a seat open, so all twenty deeds can be written and compared: nobody's store is needed.
 */
export function rewriteTerms(onchain: OnchainTerms): Terms | undefined {
  const { uses, unknown } = usesOfBitmap(onchain.uses);
  const { territories, unknown: elsewhere } = territoriesOfBitmap(onchain.territories);
  const exclusivity = exclusivities[onchain.exclusivity];
  const derivatives = derivativeRules[onchain.derivatives];
  if (unknown.length > 0 || elsewhere.length > 0 || !exclusivity || !derivatives) return undefined;
  const { transferable, sublicensing, upstreamShare, revenueShare, currency, perUnit, minimum } = onchain;
  for (const variant of variants) {
    const terms: Terms = {
      uses,
      territories,
      duration: onchain.duration === forever ? "forever" : onchain.duration,
      exclusivity,
      transferable,
      sublicensing,
      derivatives,
      upstreamShare,
      cure: onchain.cure === 0 ? "irrevocable" : onchain.cure,
      revenueShare,
      period: onchain.period === 0 ? "none" : onchain.period,
      currency: currency.toLowerCase() as Address,
      perUnit,
      minimum,
      cap: onchain.cap === 0n ? "none" : onchain.cap,
      ...variant,
    };
    try {
      if (deedOf(terms).digest === onchain.deed) return terms;
    } catch (error) {
      if (!(error instanceof TermsError)) throw error;
    }
  }
  return undefined;
}

/** What was defined under each of these names by a block; names without a log are missing. */
export async function onchainTermsAt(
  { client, deployment }: ReadContext,
  ids: readonly Hex[],
  block: BlockRef,
): Promise<Map<Hex, OnchainTerms>> {
  if (ids.length === 0) return new Map();
  const { address, block: fromBlock } = deployment.contracts.terms;
  const args = { id: [...new Set(ids)] };
  const logs = await getLogsInRanges(client, { address, event, args, fromBlock, toBlock: block.number });
  return new Map(logs.map(({ args: { id, terms } }) => [id, terms]));
}

/** Terms by their name, which must have been defined by the block. */
export async function termsAt(context: ReadContext, id: Hex, block: BlockRef): Promise<TermsRecord> {
  const onchain = (await onchainTermsAt(context, [id], block)).get(id);
  if (onchain === undefined) throw new MissingLogsError(`the terms ${id}`);
  const terms = rewriteTerms(onchain);
  if (terms) return { id, onchain, deed: { status: "found", value: checkDeed(deedOf(terms).bytes, onchain) } };
  const deed = await readContent(context.store, onchain.deed, (bytes) => checkDeed(bytes, onchain), 64 * 1024);
  return { id, onchain, deed };
}

/** Terms by their name, with their deed. */
export function readTerms(context: ReadContext, id: Hex): Promise<Finding<TermsRecord>> {
  const { client, deployment } = context;
  return find(context, async (block) => {
    const { address } = deployment.contracts.licences;
    const defined = await client.readContract({
      address,
      abi: licencesAbi,
      functionName: "isDefined",
      args: [id],
      blockNumber: BigInt(block.number),
    });
    return defined ? termsAt(context, id, block) : undefined;
  });
}
