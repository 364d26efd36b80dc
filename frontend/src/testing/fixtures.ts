import {
  type Deployment,
  documents,
  forever,
  licenceIdOf,
  type Metadata,
  type Offer,
  offerIdOf,
  unlimitedSupply,
} from "@colophon/sdk";
import type {
  BlockRef,
  EventRef,
  LicenceCompliance,
  LicenceDetails,
  OfferRecord,
  Payment,
  TermsRecord,
  WorkRecord,
  WorkSummary,
} from "@colophon/sdk/read";
import {
  checkDeed,
  conditionsOf,
  deedOf,
  hasDuties,
  onchainTermsOf,
  presets,
  type Terms,
  termsIdOf,
} from "@colophon/sdk/terms";
import { type Address, zeroAddress, zeroHash } from "viem";
import type { RuntimeConfig } from "../config/config.ts";
import type { TransactionRecord } from "../lib/transactions/record.ts";

const contract = (digit: string) => ({
  address: `0x${digit.repeat(40)}` as const,
  block: 0,
  initCodeHash: `0x${"0".repeat(64)}` as const,
});

/** Contracts at addresses that are easy to tell apart. */
export const deploymentFixture: Deployment = {
  chainId: 31337,
  contracts: {
    timestamps: contract("1"),
    colophon: contract("2"),
    works: contract("3"),
    licences: contract("4"),
    royalties: contract("5"),
    agreements: contract("9"),
    assignments: contract("a"),
    terms: contract("6"),
    compliance: contract("7"),
    offers: contract("8"),
  },
};

/** The settings of a site with one local chain, for tests. */
export const configFixture: RuntimeConfig = {
  chains: [
    {
      id: 31337,
      name: "Local chain",
      rpc: "/rpc",
      currency: { name: "Ether", symbol: "ETH", decimals: 18 },
      deployment: deploymentFixture,
      tokens: [],
      demo: false,
    },
  ],
  deliveries: [],
  store: { gateways: [""], api: null, pinning: null },
};

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
  const onchain = onchainTermsOf(terms, deploymentFixture);
  const value = checkDeed(document ?? deedOf(terms).document, onchain, deploymentFixture);
  const conditions = value.deed && value.kind !== "contradicts" ? conditionsOf(value.deed.terms) : undefined;
  return { id: termsIdOf(onchain), onchain, deed: { status: "found", value }, conditions };
}

type OfferFixture = Partial<Offer> & {
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
    starts: 0,
    schedule: zeroHash,
    ...changes,
  };
  const state = closed ? "closed" : "open";
  return { id: offerIdOf(offer), offer, state, sold, terms, controller, published: eventAt(3) };
}

export function metadataOf(changes: Partial<Metadata> = {}): Metadata {
  return {
    format: documents.work.format,
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
    bounds: undefined,
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

/** A licence that is running and that a work's controller granted, to maya. */
export function licenceDetails(changes: Partial<LicenceDetails> = {}): LicenceDetails {
  const terms = changes.terms ?? termsRecord(presetTerms("editorial"));
  const id = licenceIdOf({ work: 5n, serial: 1 });
  return {
    ...{ id, work: 5n, serial: 1, parent: undefined, above: [], holder: maya, terms },
    ...{ start: noon - 1_000, end: noon + 31_536_000, endsAt: noon + 31_536_000, seats: 3 },
    ...{ ended: undefined, state: "running", decisive: id, licensor: ines, seatsPassedOn: 0, chain: [], renewals: [] },
    sale: {
      ...{
        offer: `0x${"0f".repeat(32)}`,
        buyer: maya,
        currency: zeroAddress,
        price: 0n,
        version: 1,
        schedule: zeroHash,
      },
      at: eventAt(3),
    },
    compliance: complianceOf(terms),
    ...changes,
  };
}

/** The books of a licence under which nothing happened yet. */
export function complianceOf(
  { onchain, conditions }: TermsRecord,
  changes: Partial<LicenceCompliance> = {},
): LicenceCompliance {
  return {
    rules: hasDuties(onchain) ? "colophon" : "none",
    conditions,
    account: { units: 0n, revenue: 0n, owed: 0n, paid: 0n, reported: 0 },
    due: conditions && { debt: 0n, credit: 0n },
    arrears: conditions && { periods: 0, minimum: 0n },
    ...{ reports: [], payments: [], next: undefined, notice: undefined, notices: [] },
    ...changes,
  };
}

export function paymentOf(amount: bigint, at: EventRef, changes: Partial<Payment> = {}): Payment {
  return { currency: zeroAddress, payer: maya, amount, memo: zeroHash, licence: undefined, at, ...changes };
}

/** A transaction on its way, for tests. */
export function recordFixture(patch: Partial<TransactionRecord> = {}): TransactionRecord {
  return {
    id: "1",
    intent: "stamp:0x01",
    chainId: 31337,
    account: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
    title: "Stamp essay.txt",
    href: "/prove/0x01",
    step: 0,
    steps: 1,
    request: { to: "0xC56BD3ebd46b808187b11085Bb46310C007d30C6", data: "0x01", value: 0n },
    nonce: 4,
    status: "submitted",
    hash: "0x0a",
    createdAt: 1_000_000,
    knownAt: undefined,
    inclusion: undefined,
    sentence: undefined,
    acknowledged: false,
    ...patch,
  };
}
