import type { Address } from "viem";
import { unlimitedSupply } from "./constants.ts";
import { isSameAddress } from "./ids.ts";
import type { Offer } from "./offer.ts";
import { isOver } from "./time.ts";

/** Where an offer can stand; only an open one can be bought. */
export const offerStates = ["open", "not open yet", "ended", "sold out", "closed", "lapsed"] as const;

export type OfferState = (typeof offerStates)[number];

/** Whether an offer in this state can never be bought again, by anybody. */
export function isOfferOver(state: OfferState): boolean {
  return state !== "open" && state !== "not open yet";
}

export type OfferStateParameters = {
  offer: Offer;
  closed: boolean;
  sold: number;
  /** Who controls the work now. */
  controller: Address;
  /** In seconds since 1970. */
  time: number;
};

/** Whether an offer can be bought at a time, or why not; decided as the Licences contract decides it. */
export function offerStateOf({ offer, closed, sold, controller, time }: OfferStateParameters): OfferState {
  if (closed) return "closed";
  if (!isSameAddress(controller, offer.licensor)) return "lapsed";
  if (time >= offer.closes) return "ended";
  if (offer.supply !== unlimitedSupply && sold >= offer.supply) return "sold out";
  return time < offer.opens ? "not open yet" : "open";
}

/** Where a licence can stand; only a running one allows anything. */
export const licenceStates = ["running", "not started", "expired", "terminated"] as const;

export type LicenceState = (typeof licenceStates)[number];

/** Whether a licence in this state allows nothing any more. */
export function isLicenceOver(state: LicenceState): boolean {
  return state === "expired" || state === "terminated";
}

export type LicenceStateParameters = {
  /** Seconds since 1970; for a terminated licence, `end` is when it was terminated. */
  start: number;
  end: number;
  terminated: boolean;
  time: number;
};

/**
 * Where a licence itself stands at a time, half-open as in the contract: start <= time < end. A sublicence also ends
 * with any licence above it: see LicenceRecord.state.
 */
export function licenceStateOf({ start, end, terminated, time }: LicenceStateParameters): LicenceState {
  if (time < start) return "not started";
  if (!isOver(end, time)) return "running";
  return terminated ? "terminated" : "expired";
}
