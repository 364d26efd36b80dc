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

/** Whether an offer can be bought at a time, or why not; decided as the Offers contract decides it. */
export function offerStateOf({ offer, closed, sold, controller, time }: OfferStateParameters): OfferState {
  if (closed) return "closed";
  if (!isSameAddress(controller, offer.licensor)) return "lapsed";
  if (time >= offer.closes) return "ended";
  if (offer.supply !== unlimitedSupply && sold >= offer.supply) return "sold out";
  return time < offer.opens ? "not open yet" : "open";
}

/** Where a licence can stand; only a running one allows anything. */
export const licenceStates = ["running", "not started", "expired", "terminated", "surrendered"] as const;

/** How a licence can end before its term does. */
export const earlyEnds = ["terminated", "surrendered"] as const;

export type EarlyEnd = (typeof earlyEnds)[number];

export type LicenceState = (typeof licenceStates)[number];

/** Whether a licence in this state allows nothing any more. */
export function isLicenceOver(state: LicenceState): boolean {
  return state !== "running" && state !== "not started";
}

export type LicenceStateParameters = {
  /** Seconds since 1970; for a licence that ended early, `end` is when it did. */
  start: number;
  end: number;
  /** How it ended early; undefined if it did not. */
  ended: EarlyEnd | undefined;
  time: number;
};

/**
 * Where a licence itself stands at a time, half-open as in the contract: start <= time < end. One can end early before
 * it starts. A sublicence also ends with any licence above it: see LicenceRecord.state.
 */
export function licenceStateOf({ start, end, ended, time }: LicenceStateParameters): LicenceState {
  if (ended !== undefined && time >= end) return ended;
  if (time < start) return "not started";
  return isOver(end, time) ? "expired" : "running";
}

/** Why an account is licensed for a use or is not, in the order of the contract's enumeration. */
export const licensedReasons = [
  "licensed",
  "no such licence",
  "not the holder",
  "use not covered",
  "purpose not covered",
  "territory not covered",
  "field not covered",
  "not started",
  "expired",
  "terminated",
  "surrendered",
] as const;

export type LicensedReason = (typeof licensedReasons)[number];

/** How a licence ended early, by the contract's number of the reason; undefined if it did not. */
export function earlyEndOf(reason: number): EarlyEnd | undefined {
  return earlyEnds.find((end) => end === licensedReasons[reason]);
}

/**
 * Where a notice of breach can stand.
 * - given: the time to cure runs or is over; the licensor may end the licence when it is over
 * - contested: the arbitrator is to rule
 * - upheld: the arbitrator ruled that the licence may be ended
 * - rejected: the arbitrator ruled that the licence goes on
 * - withdrawn: the licensor took it back
 * - lapsed: nobody acted on it in time, or the arbitrator was silent
 */
export const noticeStates = ["given", "contested", "upheld", "rejected", "withdrawn", "lapsed"] as const;

export type NoticeState = (typeof noticeStates)[number];

/** Whether a notice in this state can still lead to the end of its licence. */
export function noticeStands(state: NoticeState): boolean {
  return state === "given" || state === "contested" || state === "upheld";
}

/** Where the last notice of a licence stands at a time, by the contract's number of its state. */
export function noticeStateOf({ state, until, time }: { state: number; until: number; time: number }): NoticeState {
  const remembered = (["withdrawn", "given", "contested", "upheld", "rejected"] as const)[state] ?? "withdrawn";
  return noticeStands(remembered) && time >= until ? "lapsed" : remembered;
}
