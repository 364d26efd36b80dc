import { forever, isSameAddress, type OfferState, offerStateOf, unlimitedSupply } from "@colophon/sdk";
import type { BlockRef, IntendedUse, OfferRecord } from "@colophon/sdk/read";
import { fieldHashOf, purposesOfBitmap, usesOfBitmap } from "@colophon/sdk/terms";
import type { Address } from "viem";
import { allOf, formatNumber } from "./format.ts";
import { deedVerdict } from "./terms.ts";
import { formatTime, latestTime } from "./time.ts";

/** How many licences are bought at once: many more do not fit into a transaction (EIP-7825). */
export const mostInBasket = 20;

/** An offer's state as a word for its badge. */
export const offerStateText: Record<OfferState, { label: string; tone: "ok" | "neutral" | "warning" }> = {
  open: { label: "Open", tone: "ok" },
  "not open yet": { label: "Not open yet", tone: "neutral" },
  ended: { label: "Ended", tone: "neutral" },
  "sold out": { label: "Sold out", tone: "neutral" },
  closed: { label: "Closed", tone: "neutral" },
  lapsed: { label: "Lapsed", tone: "warning" },
};

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
        parts.push(`${formatNumber(offer.supply - sold)} of ${formatNumber(offer.supply)} left`);
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
      return `${allOf(offer.supply, "licence of this offer is", "licences of this offer are")} sold.`;
    case "closed":
      return "It was closed for good. Licences sold before stay as they are.";
    case "lapsed":
      return "It has changed hands since this offer was made, so the offer does not count. Ask whoever may license it now.";
  }
}

/** Whether an account may close an offer: its licensor, or whoever controls the work. */
export function mayClose({ offer, controller }: Pick<OfferRecord, "offer" | "controller">, account?: Address): boolean {
  return account !== undefined && (isSameAddress(account, offer.licensor) || isSameAddress(account, controller));
}

type UseWanted = Pick<IntendedUse, "use" | "purpose" | "field">;

/** The offers that can be bought now and allow a use for a purpose in a field, by what the contracts know of them. */
export function offersForUse(
  records: readonly OfferRecord[],
  block: BlockRef,
  { use, purpose, field = "all" }: UseWanted,
): OfferRecord[] {
  const wanted = BigInt(fieldHashOf(field));
  return records.filter(
    (record) =>
      offerStateNow(record, block) === "open" &&
      ["verified", "own"].includes(deedVerdict(record.terms).status) &&
      usesOfBitmap(record.terms.onchain.uses).uses.includes(use) &&
      purposesOfBitmap(record.terms.onchain.purposes).purposes.includes(purpose) &&
      // A licence for every field covers each; one for a field, that one.
      [0n, wanted].includes(BigInt(record.terms.onchain.field)),
  );
}
