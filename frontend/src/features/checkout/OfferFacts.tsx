import { forever, unlimitedSupply } from "@colophon/sdk";
import type { OfferRecord } from "@colophon/sdk/read";
import { formatNumber } from "../../lib/format.ts";
import { Facts } from "../../ui/page.tsx";
import { AddressView, Hash, Time } from "../../ui/values.tsx";

/** Who offers it since when, how much of it was sold, and by which numbers the contract knows it. */
export function OfferFacts({ record: { id, offer, sold, terms, published } }: { record: OfferRecord }) {
  const facts = [
    { label: "Offered by", value: <AddressView value={offer.licensor} /> },
    { label: "Published", value: <Time seconds={published.time} block={published.block} /> },
    {
      label: "Seats and periods sold",
      value:
        offer.supply === unlimitedSupply
          ? `${formatNumber(sold)}, of as many as are wanted`
          : `${formatNumber(sold)} of ${formatNumber(offer.supply)}`,
    },
    { label: "On sale until", value: offer.closes === forever ? "It is closed" : <Time seconds={offer.closes} /> },
    { label: "Number of the offer", value: <Hash value={id} label="number of the offer" /> },
    { label: "Number of its terms", value: <Hash value={terms.id} label="number of the terms" /> },
  ];
  return <Facts facts={facts} />;
}
