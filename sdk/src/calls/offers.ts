import { type Address, type Hex, zeroAddress } from "viem";
import { offersAbi, termsAbi } from "../abi/generated.ts";
import type { Deployment } from "../core/deployment.ts";
import { normalSignature } from "../core/signature.ts";
import { forever } from "../model/constants.ts";
import { isSameAddress } from "../model/ids.ts";
import { acceptFields, type Offer, offerFields, offerIdOf } from "../model/offer.ts";
import type { OnchainTerms } from "../model/terms.ts";
import { call, domainOf } from "./call.ts";

/** Records terms, so that offers can name them. Does nothing if they are known. Anyone may send it. */
export function defineTermsCall(deployment: Deployment, { terms }: { terms: OnchainTerms }) {
  return call(deployment.contracts.terms, termsAbi, "defineTerms", [terms]);
}

/** Publishes an offer. For its licensor, who is the work's controller or the holder of the parent, and their agents. */
export function publishOfferCall(deployment: Deployment, { offer }: { offer: Offer }) {
  return call(deployment.contracts.offers, offersAbi, "publish", [offer]);
}

const domain = (deployment: Deployment) => domainOf(deployment, "Colophon Offers", deployment.contracts.offers);

/** What a licensor signs (EIP-712) to make a quote: an offer that anyone, usually its buyer, may publish. */
export function offerTypedData(deployment: Deployment, { offer }: { offer: Offer }) {
  return { domain: domain(deployment), types: { Offer: offerFields }, primaryType: "Offer", message: offer } as const;
}

export type PublishQuoteParameters = {
  offer: Offer;
  /** The licensor's signature of offerTypedData: an account's, or by ERC-1271 a contract's. */
  signature: Hex;
};

/** Publishes an offer that its licensor signed. Anyone may send it, usually the buyer right before buying. */
export function publishQuoteCall(deployment: Deployment, { offer, signature }: PublishQuoteParameters) {
  return call(deployment.contracts.offers, offersAbi, "publishFor", [offer, normalSignature(signature)]);
}

/**
 * Closes an offer for good, or cancels a quote before it is published. For its licensor, who may grant now once it is
 * published, and the agents of either.
 */
export function closeOfferCall(deployment: Deployment, { offer }: { offer: Offer }) {
  return call(deployment.contracts.offers, offersAbi, "close", [offer]);
}

export type BuyParameters = {
  offer: Offer;
  /** Who gets the licence. With terms that have duties, the sender, unless the recipient signed: see buyForCall. */
  recipient: Address;
  /** How many seats, 1 to 65,535; 1 when missing. */
  seats?: number;
  /** The version of the work that was read, from 1 for the registration; any when missing. */
  version?: number;
  /** The most that the buyer would pay in all, in the offer's currency; what the seats cost when missing. */
  maximum?: bigint;
  /** The last second, since 1970, at which the purchase may be mined; no limit when missing. */
  deadline?: number;
};

function purchaseOf({ offer, recipient, seats = 1, version = 0, maximum, deadline = forever }: BuyParameters) {
  const price = offer.price * BigInt(seats);
  const purchase = { seats, version, maximum: maximum ?? price, deadline: BigInt(deadline), recipient };
  return { purchase, value: inEth(offer, price) };
}

/** What is sent along: the amount, if it is due in ETH. */
function inEth({ currency }: Pick<Offer, "currency">, amount: bigint): bigint {
  return isSameAddress(currency, zeroAddress) ? amount : 0n;
}

/**
 * Buys a licence under exactly this offer. With a token as currency, the buyer first allows the Royalties contract to
 * take exactly the price of all seats (approveCall, or permitCall in the same batch).
 */
export function buyCall(deployment: Deployment, parameters: BuyParameters) {
  const { purchase, value } = purchaseOf(parameters);
  return call(deployment.contracts.offers, offersAbi, "buy", [parameters.offer, purchase], value);
}

export type AcceptParameters = {
  offer: Offer;
  /** Who gets the licence, and signs. */
  recipient: Address;
  /** How many seats; 1 when missing. */
  seats?: number;
  /** The recipient's next nonce: see Offers.nonces. Each signature counts once. */
  nonce: bigint;
  /** The last second, since 1970, at which it counts: that of the purchase. No limit when missing. */
  deadline?: number;
};

/** What a recipient signs (EIP-712) to accept a licence, with its duties, that somebody else buys for them. */
export function acceptTypedData(deployment: Deployment, parameters: AcceptParameters) {
  const { offer, recipient, seats = 1, nonce, deadline = forever } = parameters;
  return {
    domain: domain(deployment),
    types: { Accept: acceptFields },
    primaryType: "Accept",
    message: { offer: offerIdOf(offer), recipient, seats, nonce, deadline: BigInt(deadline) },
  } as const;
}

export type BuyForParameters = BuyParameters & {
  /** The recipient's signature of acceptTypedData, for the same seats and deadline. */
  signature: Hex;
};

/** Buys a licence for somebody who signed that they accept it. */
export function buyForCall(deployment: Deployment, { signature, ...parameters }: BuyForParameters) {
  const { purchase, value } = purchaseOf(parameters);
  const args = [parameters.offer, purchase, normalSignature(signature)] as const;
  return call(deployment.contracts.offers, offersAbi, "buyFor", args, value);
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
 * Makes a licence last longer, by periods that follow its end. Anyone may pay for it; one with duties is renewed by its
 * holder, their agent, or whoever they approved.
 */
export function renewCall(deployment: Deployment, parameters: RenewParameters) {
  const { offer, licence, seats, periods = 1, deadline = forever } = parameters;
  const price = offer.price * BigInt(seats) * BigInt(periods);
  const { maximum = price } = parameters;
  return call(
    deployment.contracts.offers,
    offersAbi,
    "renew",
    [offer, { licence, periods, maximum, deadline: BigInt(deadline) }],
    inEth(offer, price),
  );
}
