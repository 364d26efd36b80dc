import { type Address, type Hex, zeroAddress, zeroHash } from "viem";
import { complianceAbi, licencesAbi, termsAbi } from "../abi/generated.ts";
import type { Deployment } from "../core/deployment.ts";
import { normalSignature } from "../core/signature.ts";
import { forever } from "../model/constants.ts";
import { type Offer, offerFields } from "../model/offer.ts";
import type { OnchainTerms } from "../model/terms.ts";
import { dueForReport } from "../model/terms.ts";

/** Records terms, so that offers can name them. Does nothing if they are known. Anyone may send it. */
export function defineTermsCall(deployment: Deployment, { terms }: { terms: OnchainTerms }) {
  return {
    address: deployment.contracts.terms.address,
    abi: termsAbi,
    functionName: "defineTerms",
    args: [terms],
  } as const;
}

/** Publishes an offer. For the work's controller. */
export function publishOfferCall(deployment: Deployment, { offer }: { offer: Offer }) {
  return {
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    functionName: "publish",
    args: [offer],
  } as const;
}

/** What a licensor signs (EIP-712) to make a quote: an offer that anyone, usually its buyer, may publish. */
export function offerTypedData(deployment: Deployment, { offer }: { offer: Offer }) {
  return {
    domain: {
      name: "Colophon Licences",
      version: "1",
      chainId: deployment.chainId,
      verifyingContract: deployment.contracts.licences.address,
    },
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
  return {
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    functionName: "publishFor",
    args: [offer, normalSignature(signature)],
  } as const;
}

/** Closes an offer for good, or cancels a quote before it is published. For its licensor, or who may grant now. */
export function closeOfferCall(deployment: Deployment, { offer }: { offer: Offer }) {
  return {
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    functionName: "close",
    args: [offer],
  } as const;
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
  return {
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    functionName: "buy",
    args: [offer, { seats, maximum, deadline: BigInt(deadline), recipient }],
    value: offer.currency === zeroAddress ? price : 0n,
  } as const;
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
 * Makes a licence last longer, by periods that follow its end: early renewal loses no day. Only the holder, or whoever the
 * holder approved for the token, may renew it.
 */
export function renewCall(deployment: Deployment, parameters: RenewParameters) {
  const { offer, licence, seats, periods = 1, deadline = forever } = parameters;
  const price = offer.price * BigInt(seats) * BigInt(periods);
  const { maximum = price } = parameters;
  return {
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    functionName: "renew",
    args: [offer, { licence, periods, maximum, deadline: BigInt(deadline) }],
    value: offer.currency === zeroAddress ? price : 0n,
  } as const;
}

export type TransferLicenceParameters = { licence: bigint; from: Address; to: Address };

/** Passes on a licence whose terms allow it. */
export function transferLicenceCall(deployment: Deployment, { licence, from, to }: TransferLicenceParameters) {
  return {
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    functionName: "safeTransferFrom",
    args: [from, to, licence],
  } as const;
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
  return {
    address: deployment.contracts.compliance.address,
    abi: complianceAbi,
    functionName: "report",
    args: [licence, terms, { period, units, revenue, digest }],
    value: terms.currency === zeroAddress ? dueForReport(terms, { units, revenue }) : 0n,
  } as const;
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
  return {
    address: deployment.contracts.compliance.address,
    abi: complianceAbi,
    functionName: "notice",
    args: [licence, terms, evidence],
  } as const;
}

/** Takes a notice of breach back. For the licensor. */
export function withdrawNoticeCall(deployment: Deployment, { licence }: { licence: bigint }) {
  return {
    address: deployment.contracts.compliance.address,
    abi: complianceAbi,
    functionName: "withdrawNotice",
    args: [licence],
  } as const;
}

/** Ends a licence now, after notice and the time to cure. For the licensor. Its sublicences end with it. */
export function terminateCall(deployment: Deployment, { licence }: { licence: bigint }) {
  return {
    address: deployment.contracts.compliance.address,
    abi: complianceAbi,
    functionName: "terminate",
    args: [licence],
  } as const;
}

export type PruneParameters = {
  work: bigint;
  /** The licence whose sublicences are meant; 0 for the work's own, also when missing. */
  parent?: bigint;
};

/** Forgets grants that are over, to make room for licences under other terms. Anyone may send it. */
export function pruneCall(deployment: Deployment, { work, parent = 0n }: PruneParameters) {
  return {
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    functionName: "prune",
    args: [work, parent],
  } as const;
}
