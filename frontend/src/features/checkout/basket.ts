import { isSameAddress, licenceStateOf } from "@colophon/sdk";
import { buyCall } from "@colophon/sdk/calls";
import {
  type BlockRef,
  type Conflicts,
  type Finding,
  type LicenceRecord,
  type OfferRecord,
  type ReadContext,
  readConflict,
  readOffer,
  readStanding,
  readWork,
  type WorkRecord,
  type WorkStanding,
} from "@colophon/sdk/read";
import { hasDuties } from "@colophon/sdk/terms";
import { type Address, type Hex, zeroAddress } from "viem";
import { mostInBasket, offerSentence, offerStateNow } from "../../lib/offers.ts";
import { deedVerdict, hasOwnWords } from "../../lib/terms.ts";
import { latestTime } from "../../lib/time.ts";
import type { TransactionCall } from "../../lib/transactions/plan.ts";
import { earlierClaims, titleOf } from "../../lib/work.ts";
import { obstacles, type PurchaseQuestion } from "./purchase.ts";

/** An offer with everything that its purchase depends on; undefined for one that was never published. */
export type BasketItem = {
  id: Hex;
  offered: { record: OfferRecord; work: WorkRecord; standing: WorkStanding; conflicts: Conflicts } | undefined;
};

/** The numbers of offers in an address, each once, as many as are bought at once. */
export function basketOf(typed: string): Hex[] {
  const ids = typed.split(",").filter((id): id is Hex => /^0x[0-9a-f]{64}$/.test(id));
  return [...new Set(ids)].slice(0, mostInBasket);
}

/** Everything in a basket as the chain has it. What cannot be read of one makes the whole answer unknown. */
export async function readBasket(context: ReadContext, ids: readonly Hex[]): Promise<Finding<BasketItem[]>> {
  let block: BlockRef | undefined;
  const items: BasketItem[] = [];
  for (const found of await Promise.all(ids.map((id) => readItem(context, id)))) {
    if (found.status === "unknown") return found;
    if (found.status === "not-found") throw new Error("An item of a basket is found or unknown.");
    items.push(found.value);
    // The oldest block is the one that all answers are sure of.
    if (block === undefined || found.block.number < block.number) block = found.block;
  }
  if (block === undefined) throw new Error("An empty basket is not asked for.");
  return { status: "found", value: items, block };
}

async function readItem(context: ReadContext, id: Hex): Promise<Finding<BasketItem>> {
  const offer = await readOffer(context, id);
  if (offer.status === "unknown") return offer;
  if (offer.status === "not-found") return { status: "found", value: { id, offered: undefined }, block: offer.block };
  const { value: record, block } = offer;
  const { work: number, parent, starts } = record.offer;
  const [work, standing, conflicts] = await Promise.all([
    readWork(context, number),
    readStanding(context, number),
    readConflict(context, { work: number, parent, starts, terms: record.terms.onchain }),
  ]);
  for (const each of [work, standing, conflicts]) if (each.status === "unknown") return each;
  if (work.status !== "found" || standing.status !== "found" || conflicts.status !== "found") {
    return { status: "found", value: { id, offered: undefined }, block };
  }
  const offered = { record, work: work.value, standing: standing.value, conflicts: conflicts.value };
  return { status: "found", value: { id, offered }, block };
}

type BuyerNow = {
  account: Address | undefined;
  /** What the buyer holds already. */
  licences: readonly LicenceRecord[];
  /** Whose duties the buyer has accepted, by the offers' numbers. */
  accepted: ReadonlySet<Hex>;
  block: BlockRef;
  /** This device's clock, in milliseconds. */
  now: number;
};

/** How one line of a basket stands. */
export type BasketLine =
  /** It is bought with the rest. */
  | { kind: "buyable"; offered: NonNullable<BasketItem["offered"]> }
  /** It has duties, which are accepted first. */
  | { kind: "duties"; offered: NonNullable<BasketItem["offered"]> }
  | { kind: "held"; offered: NonNullable<BasketItem["offered"]>; licence: LicenceRecord }
  /** Why not here, in a sentence. */
  | { kind: "not here"; offered: BasketItem["offered"]; sentence: string };

/** Whether an offer of a basket can be bought together with others. What has to be read first is bought by itself. */
export function lineOf({ offered }: BasketItem, { account, licences, accepted, block, now }: BuyerNow): BasketLine {
  if (!offered) return { kind: "not here", offered, sentence: "There is no such offer on this chain." };
  const { record, work, standing, conflicts } = offered;
  const { offer, terms } = record;
  const verdict = deedVerdict(terms);
  const state = offerStateNow(record, block, now);
  const time = latestTime(block, now);
  const held = licences.find(
    (licence) =>
      licence.work === offer.work &&
      licence.terms.id === terms.id &&
      licenceStateOf({ ...licence, time }) === "running",
  );
  if (held) return { kind: "held", offered, licence: held };
  const duties = hasDuties(terms.onchain);
  const question: PurchaseQuestion = {
    ...{ state, verdict: verdict.status, ownWords: hasOwnWords(verdict), wordsRead: false, price: offer.price },
    // Of the whole sum the payment says whether there is enough.
    balance: undefined,
    ...{ recipient: { ok: true }, seats: { ok: true }, held: false, heldRead: false },
    buyer: mayBuy(offer.buyer, account) ? "may" : "another",
    conflict: conflicts.until === undefined ? "none" : "some",
    claims: earlierClaims(standing).length > 0 ? "earlier" : "none",
    ...{ claimsRead: false, listed: true, tokenRead: true, ownRead: false, duties, dutiesRead: true },
    own: isSameAddress(account, work.controller) || isSameAddress(account, offer.licensor),
  };
  const [obstacle] = obstacles(question);
  if (obstacle === undefined) {
    return { kind: duties && !accepted.has(record.id) ? "duties" : "buyable", offered };
  }
  const sentences = {
    closed: offerSentence(record, state) ?? "It cannot be bought now.",
    deed: "Its text speaks of other terms than the contract enforces.",
    conflict: "Somebody has this right already, so the contract refuses to sell it.",
    buyer: "It is for another account.",
    funds: "",
    wait: "",
  };
  const sentence =
    obstacle.kind === "todo" ? "There is something to read before it is bought." : sentences[obstacle.kind];
  return { kind: "not here", offered, sentence };
}

const mayBuy = (buyer: Address, account: Address | undefined) =>
  isSameAddress(buyer, zeroAddress) || isSameAddress(buyer, account);

type BuysParameters = {
  deployment: ReadContext["deployment"];
  offered: readonly NonNullable<BasketItem["offered"]>[];
  recipient: Address;
  deadline: number;
  /** Each price in words. */
  priceOf: (record: OfferRecord) => string;
};

/** What buys everything, one call an offer, each for the version of the work that was read. */
export function buysOf({ deployment, offered, recipient, deadline, priceOf }: BuysParameters): TransactionCall[] {
  return offered.map(({ record, work }) => ({
    call: buyCall(deployment, { offer: record.offer, recipient, seats: 1, deadline, version: work.versions.length }),
    says: `Buy one licence of “${titleOf(work)}” for ${priceOf(record)}.`,
  }));
}
