import { type Address, zeroAddress } from "viem";
import { licencesAbi } from "../abi/generated.ts";
import type { Deployment } from "../deployment/Deployment.ts";
import { forever } from "../terms/forever.ts";
import type { Offer } from "../terms/Offer.ts";

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
