import {
  type BlockRef,
  forever,
  type OfferRecord,
  type OfferState,
  offerStateOf,
  unlimitedSupply,
} from "@colophon/sdk";
import { formatTime } from "../../components/formatTime.ts";
import { latestTime } from "../time/latestTime.ts";

/** Where an offer stands at this moment, and not only at the block that was read. */
export function offerStateNow(record: Omit<OfferRecord, "published">, block: BlockRef, now?: number): OfferState {
  const { offer, sold, controller, state } = record;
  return offerStateOf({ offer, sold, controller, closed: state === "closed", time: latestTime(block, now) });
}

/** An offer's state in a sentence. Undefined where there is nothing to add to "open". */
export function offerSentence(
  { offer, sold }: Pick<OfferRecord, "offer" | "sold">,
  state: OfferState,
): string | undefined {
  switch (state) {
    case "open": {
      const parts: string[] = [];
      if (offer.supply !== unlimitedSupply) {
        parts.push(`${(offer.supply - sold).toLocaleString("en-GB")} of ${offer.supply.toLocaleString("en-GB")} left`);
      }
      if (offer.closes !== forever) parts.push(`on sale before ${formatTime(offer.closes)}`);
      const sentence = parts.join(", ");
      return sentence ? `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.` : undefined;
    }
    case "not open yet":
      return `It can be bought from ${formatTime(offer.opens)} on.`;
    case "ended":
      return `It could be bought before ${formatTime(offer.closes)}. Licences sold until then stay as they are.`;
    case "sold out":
      return `All ${offer.supply.toLocaleString("en-GB")} licences of this offer are sold.`;
    case "closed":
      return "It was closed for good. Licences sold before stay as they are.";
    case "lapsed":
      return "It has changed hands since this offer was made, so the offer does not count. Ask whoever may license it now.";
  }
}
