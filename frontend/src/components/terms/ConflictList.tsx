import { type Conflicts, forever, formatId, type OnchainTerms } from "@colophon/sdk";
import { Link } from "wouter";
import { conflictScope } from "../../lib/terms/conflictScope.ts";
import { Time } from "../Time.tsx";

export type ConflictListProps = { conflicts: Conflicts; terms: OnchainTerms };

const kinds = ["", "sole", "exclusive"];

/** What stands in the way of licences on some terms: each licence and offer, for what and until when. */
export function ConflictList({ conflicts, terms }: ConflictListProps) {
  return (
    <ul className="grid gap-1.5">
      {conflicts.licences.map((licence) => {
        const kind = kinds[licence.terms.onchain.exclusivity];
        return (
          <li key={licence.id.toString()}>
            <Link href={`/licence/${formatId(licence.id, "licence")}`} className="link">
              Licence {licence.serial}
            </Link>
            {kind ? `, ${kind},` : ""} is sold for {conflictScope(licence.terms.onchain, terms)},{" "}
            {licence.end === forever ? (
              "for ever"
            ) : (
              <>
                until <Time seconds={licence.end} />
              </>
            )}
            .
          </li>
        );
      })}
      {conflicts.offers.map((offer) => {
        const kind = kinds[offer.terms.onchain.exclusivity];
        return (
          <li key={offer.id}>
            {kind === "exclusive" ? "An exclusive licence" : kind ? `A ${kind} licence` : "A licence"} is{" "}
            <Link href={`/offer/${offer.id}`} className="link">
              on offer
            </Link>{" "}
            for {conflictScope(offer.terms.onchain, terms)}.
          </li>
        );
      })}
    </ul>
  );
}
