import { Link } from "wouter";
import type { IndexedOffer } from "../../lib/index/IndexedOffer.ts";
import { durationText } from "../../lib/terms/durationText.ts";
import { territoriesInWords } from "../../lib/terms/territoriesInWords.ts";
import { usesInWords } from "../../lib/terms/usesInWords.ts";
import { OfferPrice } from "../terms/OfferPrice.tsx";

/** An offer that the index found, in a line that leads to its checkout. */
export function OfferHit({ offer }: { offer: IndexedOffer }) {
  const { terms } = offer;
  return (
    <p className="[overflow-wrap:anywhere]">
      <Link href={`/offer/${offer.id}`} className="link">
        <OfferPrice offer={offer} />
      </Link>
      : {terms.exclusivity === "non-exclusive" ? "" : `${terms.exclusivity}, `}
      {usesInWords(terms.uses)}, {territoriesInWords(terms.territories)}, {durationText(terms.duration)}
      {offer.state === "open" ? "" : ` (${offer.state})`}
      {offer.buyer ? ", for one buyer only" : ""}.
    </p>
  );
}
