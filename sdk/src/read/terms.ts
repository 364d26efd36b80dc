import { getAbiItem, type Hex } from "viem";
import { licencesAbi, termsAbi } from "../abi/generated.ts";
import { maxBlockBytes } from "../core/cid.ts";
import { takeTurns } from "../core/patience.ts";
import { conditionsHashOf, type OnchainConditions } from "../model/conditions.ts";
import { forever } from "../model/constants.ts";
import { TermsError } from "../model/errors.ts";
import { isSameAddress } from "../model/ids.ts";
import { derivativeRules, exclusivities, furtherRules, hasDuties, type OnchainTerms } from "../model/terms.ts";
import { endsForBreach } from "../terms/conditions.ts";
import { checkDeed, conditionsOf, type Deed, type DeedCheck, deedOf, type RulesOf } from "../terms/deed.ts";
import { seatMeanings } from "../terms/seats.ts";
import type { Terms } from "../terms/terms.ts";
import { territoriesOfBitmap } from "../terms/territories.ts";
import { purposesOfBitmap, usesOfBitmap } from "../terms/uses.ts";
import { baseWording } from "../terms/wording.ts";
import { licenceLanguages } from "../terms/words/languages.ts";
import { readContent } from "./content.ts";
import {
  type BlockRef,
  type ContentFinding,
  type Finding,
  missingLogs,
  type ReadContext,
  readAtHead,
} from "./finding.ts";
import { getLogsInRanges } from "./logs.ts";

export type TermsRecord = {
  /** The name of the terms: 24 bytes. */
  id: Hex;
  /** What the contracts know, and the deed's digest. */
  onchain: OnchainTerms;
  /** The licence text, compared with what the contracts know: look at its `kind` before trusting its words. */
  deed: ContentFinding<DeedCheck>;
  /**
   * What is owed, reported and cured, as the deed has it and the terms' hash proves. Undefined without duties, where
   * another contract keeps them, and while the deed is not at hand.
   */
  conditions: OnchainConditions | undefined;
};

const definedEvent = getAbiItem({ abi: termsAbi, name: "TermsDefined" });

/** What the contracts leave open in a deed. */
const openChoices = licenceLanguages.flatMap(({ id: language }) =>
  [true, false].flatMap((attribution) =>
    [false, true].flatMap((changes) =>
      seatMeanings.map(({ id: seats }) => ({ attribution, changes, seats, wording: { ...baseWording, language } })),
    ),
  ),
);

/** The conditions that can be written without their text: none, and those that owe and report nothing. */
function plainConditions({ conditions, rules }: OnchainTerms, { contracts }: RulesOf): Terms["conditions"] | undefined {
  if (!hasDuties({ rules })) return "none";
  const plain = conditionsOf({ conditions: endsForBreach });
  const known = isSameAddress(rules, contracts.compliance.address) && plain && conditionsHashOf(plain) === conditions;
  return known ? endsForBreach : undefined;
}

/**
 * The deed of these terms, if this version of the package wrote it and it is about every field. What is on chain
 * leaves credit, changes, the meaning of a seat and the wording open, so that the texts of the plainest wording, twenty in each
 * language, can be written and compared: nobody's store is needed for them. A field and conditions stand on chain as hashes, which tell nothing.
 */
async function rewriteDeed(onchain: OnchainTerms, deployment: RulesOf): Promise<Deed | undefined> {
  const { uses, unknown } = usesOfBitmap(onchain.uses);
  const { purposes, unknown: otherwise } = purposesOfBitmap(onchain.purposes);
  const { territories, unknown: elsewhere } = territoriesOfBitmap(onchain.territories);
  const exclusivity = exclusivities[onchain.exclusivity];
  const derivatives = derivativeRules[onchain.derivatives];
  const further = furtherRules[onchain.further];
  const conditions = plainConditions(onchain, deployment);
  if (unknown.length > 0 || otherwise.length > 0 || elsewhere.length > 0 || BigInt(onchain.field) !== 0n) return;
  if (!exclusivity || !derivatives || !further || !conditions) return;
  const { transferable, sublicensing, sublicenceShare, fallsWithParent, passesDown, upstreamShare, works } = onchain;
  const others = takeTurns(8);
  for (const variant of openChoices) {
    await others();
    const terms: Terms = {
      ...{ uses, purposes, territories, field: "all", exclusivity, transferable },
      duration: onchain.duration === forever ? "forever" : onchain.duration,
      ...{ sublicensing, sublicenceShare, fallsWithParent, passesDown, derivatives, upstreamShare, further },
      works: works === 0 ? "any" : works,
      conditions,
      ...variant,
    };
    try {
      const deed = deedOf(terms);
      if (deed.digest === onchain.deed) return deed;
    } catch (error) {
      if (!(error instanceof TermsError)) throw error;
    }
  }
  return undefined;
}

/** How many deeds are kept; each has some ten kilobytes. */
const mostDeeds = 200;

const rewritten = new Map<string, Promise<Deed | undefined>>();

/** The same, once for each terms: pages show one deed in many places. */
function deedBehind(onchain: OnchainTerms, deployment: RulesOf): Promise<Deed | undefined> {
  const key = [deployment.contracts.compliance.address, ...Object.values(onchain)].join().toLowerCase();
  const known = rewritten.get(key);
  if (known) return known;
  if (rewritten.size >= mostDeeds) rewritten.clear();
  const deed = rewriteDeed(onchain, deployment);
  rewritten.set(key, deed);
  deed.catch(() => rewritten.delete(key));
  return deed;
}

/** What the rules of this release go by, if a deed that was found says it and the terms prove it. */
function provenConditions(
  deed: TermsRecord["deed"],
  { rules, conditions }: OnchainTerms,
  { contracts }: RulesOf,
): OnchainConditions | undefined {
  if (deed.status !== "found" || !isSameAddress(rules, contracts.compliance.address)) return undefined;
  const said = deed.value.deed && conditionsOf(deed.value.deed.terms);
  return said && conditionsHashOf(said) === conditions ? said : undefined;
}

/** What was defined under each of these names by a block; names without a log are missing. */
async function onchainTermsAt(
  { client, deployment }: ReadContext,
  ids: readonly Hex[],
  block: BlockRef,
): Promise<Map<Hex, OnchainTerms>> {
  if (ids.length === 0) return new Map();
  const { address, block: fromBlock } = deployment.contracts.terms;
  const args = { id: [...new Set(ids)] };
  const logs = await getLogsInRanges(client, { address, event: definedEvent, args, fromBlock, toBlock: block.number });
  return new Map(logs.map(({ args: { id, terms } }) => [id, terms]));
}

/** Terms by their name, which must have been defined by the block. */
export async function termsAt(context: ReadContext, id: Hex, block: BlockRef): Promise<TermsRecord> {
  const { deployment, store } = context;
  const onchain = (await onchainTermsAt(context, [id], block)).get(id);
  if (onchain === undefined) throw missingLogs(`the terms ${id}`);
  const check = (bytes: Uint8Array) => checkDeed(bytes, onchain, deployment);
  const own = await deedBehind(onchain, deployment);
  const deed: TermsRecord["deed"] = own
    ? { status: "found", value: check(own.bytes) }
    : await readContent(store, onchain.deed, check, maxBlockBytes);
  return { id, onchain, deed, conditions: provenConditions(deed, onchain, deployment) };
}

/** Terms by their name, with their deed. */
export function readTerms(context: ReadContext, id: Hex): Promise<Finding<TermsRecord>> {
  const { client, deployment } = context;
  return readAtHead(context, async (block) => {
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
