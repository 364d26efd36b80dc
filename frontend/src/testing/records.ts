import {
  type BlockRef,
  checkDeed,
  deedOf,
  type EventRef,
  forever,
  type Metadata,
  type Offer,
  type OfferRecord,
  offerIdOf,
  onchainTermsOf,
  type Payment,
  presets,
  type Terms,
  type TermsRecord,
  termsIdOf,
  unlimitedSupply,
  type WorkRecord,
  type WorkSummary,
} from "@colophon/sdk";
import { type Address, zeroAddress, zeroHash } from "viem";

export const ines: Address = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
export const tomas: Address = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
export const maya: Address = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";

/** 12 March 2026, 14:05:09 UTC. */
export const noon = 1_773_324_309;

export function blockAt(time: number, number = 7): BlockRef {
  return { number, hash: zeroHash, time };
}

export function eventAt(block: number, logIndex = 0): EventRef {
  return { block, blockHash: zeroHash, time: noon + block, transaction: zeroHash, logIndex };
}

export function presetTerms(id: string): Terms {
  const preset = presets.find((known) => known.id === id);
  if (!preset) throw new Error(`There is no preset ${id}.`);
  return preset.terms;
}

/** Terms as they are read from the chain, with the deed that belongs to them or another document in its place. */
export function termsRecord(terms: Terms, document?: string): TermsRecord {
  const onchain = onchainTermsOf(terms);
  const value = checkDeed(document ?? deedOf(terms).document, onchain);
  return { id: termsIdOf(onchain), onchain, deed: { status: "found", value } };
}

export type OfferFixture = Partial<Offer> & {
  sold?: number;
  closed?: boolean;
  controller?: Address;
  record?: TermsRecord;
};

export function offerRecord({
  sold = 0,
  closed = false,
  controller = ines,
  record,
  ...changes
}: OfferFixture = {}): OfferRecord {
  const terms = record ?? termsRecord(presetTerms("editorial"));
  const offer: Offer = {
    work: 5n,
    parent: 0n,
    licensor: ines,
    buyer: zeroAddress,
    terms: terms.id,
    currency: zeroAddress,
    price: 50_000_000_000_000_000n,
    supply: unlimitedSupply,
    opens: 0,
    closes: forever,
    ...changes,
  };
  const state = closed ? "closed" : "open";
  return { id: offerIdOf(offer), offer, state, sold, terms, controller, published: eventAt(3) };
}

export function metadataOf(changes: Partial<Metadata> = {}): Metadata {
  return {
    format: "colophon-work/1",
    name: "The Salt Almanac",
    description: "A novella in twelve tides.",
    category: "literary",
    credits: [{ name: "Ines Okafor", role: "author", account: ines }],
    ...changes,
  };
}

export function workSummary(changes: Partial<WorkSummary> = {}): WorkSummary {
  return {
    id: 5n,
    claimant: ines,
    controller: ines,
    category: "literary",
    contentRoot: zeroHash,
    holdersRoot: undefined,
    revisions: 0,
    metadataDigest: zeroHash,
    metadata: { status: "found", value: metadataOf() },
    registered: eventAt(2),
    ...changes,
  };
}

export function workRecord(changes: Partial<WorkRecord> = {}): WorkRecord {
  const registered = eventAt(2);
  return {
    id: 5n,
    claimant: ines,
    controller: ines,
    category: "literary",
    resaleRoyalty: 0,
    shareAlike: undefined,
    contentRoot: zeroHash,
    holdersRoot: undefined,
    metadataDigest: zeroHash,
    metadata: { status: "found", value: metadataOf() },
    registered,
    versions: [
      {
        revision: 0,
        contentRoot: zeroHash,
        salt: zeroHash,
        metadataDigest: zeroHash,
        previous: undefined,
        at: registered,
      },
    ],
    disclosures: [],
    ...changes,
  };
}

export function paymentOf(amount: bigint, at: EventRef, changes: Partial<Payment> = {}): Payment {
  return { currency: zeroAddress, payer: maya, amount, memo: zeroHash, licence: undefined, at, ...changes };
}
