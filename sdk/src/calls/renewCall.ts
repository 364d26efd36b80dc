import { zeroAddress } from "viem";
import { licencesAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";
import { forever } from "../terms/forever.ts";
import type { Offer } from "../terms/Offer.ts";

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

/** Makes a licence last longer, by periods that follow its end: early renewal loses no day. Anyone may pay. */
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
