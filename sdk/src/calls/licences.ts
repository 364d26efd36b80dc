import { type Address, type Hex, zeroAddress, zeroHash } from "viem";
import { complianceAbi, licencesAbi, termsAbi } from "../abi/generated.ts";
import type { Deployment } from "../core/deployment.ts";
import { normalSignature } from "../core/signature.ts";
import { forever } from "../model/constants.ts";
import { type Offer, offerFields } from "../model/offer.ts";
import { dueForReport, type OnchainTerms } from "../model/terms.ts";
import { call, domainOf } from "./call.ts";

/** Records terms, so that offers can name them. Does nothing if they are known. Anyone may send it. */
export function defineTermsCall(deployment: Deployment, { terms }: { terms: OnchainTerms }) {
  return call(deployment.contracts.terms, termsAbi, "defineTerms", [terms]);
}

/** Publishes an offer. For the work's controller. */
export function publishOfferCall(deployment: Deployment, { offer }: { offer: Offer }) {
  return call(deployment.contracts.licences, licencesAbi, "publish", [offer]);
}

/** What a licensor signs (EIP-712) to make a quote: an offer that anyone, usually its buyer, may publish. */
export function offerTypedData(deployment: Deployment, { offer }: { offer: Offer }) {
  return {
    domain: domainOf(deployment, "Colophon Licences", deployment.contracts.licences),
    types: { Offer: offerFields },
    primaryType: "Offer",
    message: offer,
  } as const;
}

export type PublishQuoteParameters = {
  offer: Offer;
  /** The licensor's signature of offerTypedData: an account's, or by ERC-1271 a contract's. */
  signature: Hex;
};

/** Publishes an offer that its licensor signed. Anyone may send it, usually the buyer right before buying. */
export function publishQuoteCall(deployment: Deployment, { offer, signature }: PublishQuoteParameters) {
  return call(deployment.contracts.licences, licencesAbi, "publishFor", [offer, normalSignature(signature)]);
}

/** Closes an offer for good, or cancels a quote before it is published. For its licensor, or who may grant now. */
export function closeOfferCall(deployment: Deployment, { offer }: { offer: Offer }) {
  return call(deployment.contracts.licences, licencesAbi, "close", [offer]);
}

export type BuyParameters = {
  offer: Offer;
  /** Who gets the licence. */
  recipient: Address;
  /** How many seats, 1 to 65,535; 1 when missing. */
  seats?: number;
  /** The most that the buyer would pay in all, in the offer's currency; what the seats cost when missing. */
  maximum?: bigint;
  /** The last second, since 1970, at which the purchase may be mined; no limit when missing. */
  deadline?: number;
};

/**
 * Buys a licence under exactly this offer. With a token as currency, the buyer first allows the Royalties contract to
 * take exactly the price of all seats (approveCall, or permitCall in the same batch).
 */
export function buyCall(deployment: Deployment, parameters: BuyParameters) {
  const { offer, recipient, seats = 1, deadline = forever } = parameters;
  const price = offer.price * BigInt(seats);
  const { maximum = price } = parameters;
  return call(
    deployment.contracts.licences,
    licencesAbi,
    "buy",
    [offer, { seats, maximum, deadline: BigInt(deadline), recipient }],
    offer.currency === zeroAddress ? price : 0n,
  );
}

export type RenewParameters = {
  /** An open offer of the licence's work, parent and terms. */
  offer: Offer;
  licence: bigint;
  /** How many seats the licence has: each is paid for again. */
  seats: number;
  /** How many periods are added after the end, from 1; 1 when missing. */
  periods?: number;
  /** The most that the payer would pay in all, in the offer's currency; what it costs when missing. */
  maximum?: bigint;
  /** The last second, since 1970, at which the renewal may be mined; no limit when missing. */
  deadline?: number;
};

/**
 * Makes a licence last longer, by periods that follow its end: early renewal loses no day. For its holder, and whoever
 * they approved.
 */
export function renewCall(deployment: Deployment, parameters: RenewParameters) {
  const { offer, licence, seats, periods = 1, deadline = forever } = parameters;
  const price = offer.price * BigInt(seats) * BigInt(periods);
  const { maximum = price } = parameters;
  return call(
    deployment.contracts.licences,
    licencesAbi,
    "renew",
    [offer, { licence, periods, maximum, deadline: BigInt(deadline) }],
    offer.currency === zeroAddress ? price : 0n,
  );
}

export type TransferLicenceParameters = { licence: bigint; from: Address; to: Address };

/** Passes on a licence whose terms allow it. */
export function transferLicenceCall(deployment: Deployment, { licence, from, to }: TransferLicenceParameters) {
  return call(deployment.contracts.licences, licencesAbi, "safeTransferFrom", [from, to, licence]);
}

export type ReportUsageParameters = {
  licence: bigint;
  /** The licence's terms, as defined. */
  terms: OnchainTerms;
  /** The period's number from 0: the next one that was not reported. */
  period: number;
  /** How many units were made, sold or used. */
  units: bigint;
  /** In the smallest unit of the terms' currency. */
  revenue: bigint;
  /** SHA-256 of the detailed report, if there is one. */
  digest?: Hex;
};

/**
 * Reports a period and pays what is owed for it. For the licence's holder. With a token as currency, the holder first
 * allows the Royalties contract to take the amount (dueForReport).
 */
export function reportUsageCall(deployment: Deployment, parameters: ReportUsageParameters) {
  const { licence, terms, period, units, revenue, digest = zeroHash } = parameters;
  return call(
    deployment.contracts.compliance,
    complianceAbi,
    "report",
    [licence, terms, { period, units, revenue, digest }],
    terms.currency === zeroAddress ? dueForReport(terms, { units, revenue }) : 0n,
  );
}

export type NoticeParameters = {
  licence: bigint;
  /** The licence's terms, as defined. */
  terms: OnchainTerms;
  /** SHA-256 of what the notice rests on. */
  evidence: Hex;
};

/** Gives notice of a breach, which starts the time to cure it. For the licensor of a licence that can be revoked. */
export function noticeCall(deployment: Deployment, { licence, terms, evidence }: NoticeParameters) {
  return call(deployment.contracts.compliance, complianceAbi, "notice", [licence, terms, evidence]);
}

/** Takes a notice of breach back. For the licensor. */
export function withdrawNoticeCall(deployment: Deployment, { licence }: { licence: bigint }) {
  return call(deployment.contracts.compliance, complianceAbi, "withdrawNotice", [licence]);
}

/** Ends a licence now, after notice and the time to cure. For the licensor. Its sublicences end with it. */
export function terminateCall(deployment: Deployment, { licence }: { licence: bigint }) {
  return call(deployment.contracts.compliance, complianceAbi, "terminate", [licence]);
}

export type PruneParameters = {
  work: bigint;
  /** The licence whose sublicences are meant; 0 for the work's own, also when missing. */
  parent?: bigint;
};

/** Forgets grants that are over, to make room for licences under other terms. Anyone may send it. */
export function pruneCall(deployment: Deployment, { work, parent = 0n }: PruneParameters) {
  return call(deployment.contracts.licences, licencesAbi, "prune", [work, parent]);
}
