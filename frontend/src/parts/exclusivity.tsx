import { forever, formatId } from "@colophon/sdk";
import type { Conflicts, LicenceRecord } from "@colophon/sdk/read";
import type { OnchainTerms } from "@colophon/sdk/terms";
import { Link } from "wouter";
import { conflictScope, licensedInWords, placesInWords, territoriesOf } from "../lib/terms.ts";
import { formatTime } from "../lib/time.ts";
import { AddressView, Time } from "../ui/values.tsx";

type ConflictListProps = { conflicts: Conflicts; terms: OnchainTerms };

/** What stands in the way of licences on some terms: each licence and offer, for what and until when. */
export function ConflictList({ conflicts, terms }: ConflictListProps) {
  return (
    <ul className="grid gap-1.5">
      {conflicts.licences.map((licence) => {
        const { exclusivity } = licence.terms.onchain;
        return (
          <li key={licence.id.toString()}>
            <Link href={`/licence/${formatId(licence.id, "licence")}`} className="link">
              {exclusivity === 0 ? "Licence" : exclusivity === 2 ? "Exclusive licence" : "Sole licence"}{" "}
              {licence.serial}
            </Link>{" "}
            is sold to {conflictScope(licence.terms.onchain, terms)},{" "}
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
        const { exclusivity } = offer.terms.onchain;
        return (
          <li key={offer.id}>
            {exclusivity === 0 ? "A licence" : exclusivity === 2 ? "An exclusive licence" : "A sole licence"} is{" "}
            <Link href={`/offer/${offer.id}`} className="link">
              on offer
            </Link>{" "}
            to {conflictScope(offer.terms.onchain, terms)}.
          </li>
        );
      })}
    </ul>
  );
}

/** The licences in force that keep others from being licensed for the same. */
export function ExcludingGrants({ grants }: { grants: readonly LicenceRecord[] }) {
  const excluding = grants.filter(({ terms }) => terms.onchain.exclusivity > 0);
  if (excluding.length === 0) {
    return <p className="text-soft">None. Nothing that was sold keeps anybody else from being licensed.</p>;
  }
  return (
    <ul className="grid gap-3">
      {excluding.map((licence) => {
        const { onchain } = licence.terms;
        return (
          <li key={licence.id.toString()} className="border-rule border-l-2 pl-4">
            <p>
              {onchain.exclusivity === 2 ? "Exclusively licensed" : "Licensed to one licensee only"} to{" "}
              <strong className="font-semibold">{licensedInWords(onchain)}</strong>,{" "}
              {placesInWords(territoriesOf(onchain))}, {BigInt(onchain.field) === 0n ? "" : "in one field, "}
              {licence.end === forever ? "without an end" : `until just before ${formatTime(licence.end)}`}
            </p>
            <p className="text-sm text-soft">
              To <AddressView value={licence.holder} copy={false} /> by{" "}
              <Link href={`/licence/${formatId(licence.id, "licence")}`} className="link">
                licence {licence.serial}
              </Link>
              {onchain.exclusivity === 2
                ? "; the licensor has agreed not to use it so"
                : "; the licensor may go on using it so"}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
