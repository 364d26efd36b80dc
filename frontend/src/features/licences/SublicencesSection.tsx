import { formatId } from "@colophon/sdk";
import { type BlockRef, type LicenceDetails, readSublicences } from "@colophon/sdk/read";
import { lazy, Suspense, useState } from "react";
import { Link } from "wouter";
import { OfferPrice } from "../../flow/Amount.tsx";
import { CannotRead, Read, unknownOf } from "../../flow/Read.tsx";
import { count, formatNumber } from "../../lib/format.ts";
import { licenceStanding } from "../../lib/licences.ts";
import { offerStateNow } from "../../lib/offers.ts";
import { useOffers } from "../../lib/reads.ts";
import { type DeedVerdict, termsOf } from "../../lib/terms.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { LoadingState } from "../../ui/states.tsx";
import { AddressView } from "../../ui/values.tsx";
import { LicenceBadge } from "./LicenceRow.tsx";

const Sublicense = lazy(() => import("./Sublicense.tsx").then((module) => ({ default: module.Sublicense })));

export type SublicencesSectionProps = {
  licence: LicenceDetails;
  verdict: DeedVerdict;
  holder: boolean;
  /** Whether it runs, so that it can be passed on. */
  live: boolean;
  title: string;
  time: number;
  block: BlockRef;
};

/** Who holds sublicences under a licence, what is on offer below it, and the way to offer more. */
export function SublicencesSection({ licence, verdict, holder, live, title, time, block }: SublicencesSectionProps) {
  const outer = termsOf(verdict);
  const [offering, setOffering] = useState(false);
  const sold = useFinding({
    key: ["sublicences", licence.id.toString()],
    read: (context) => readSublicences(context, licence.id),
  });
  const offers = useOffers(licence.work);
  const list = offers.data?.status === "found" ? offers.data : undefined;
  const open =
    list?.value.filter(
      (record) => record.offer.parent === licence.id && offerStateNow(record, list.block, time * 1000) === "open",
    ) ?? [];
  const unlisted = unknownOf(offers);
  const left = Math.max(0, licence.seats - licence.seatsPassedOn);
  return (
    <div className="grid gap-6">
      <p className="max-w-prose">
        {formatNumber(licence.seatsPassedOn)} of {count(licence.seats, "seat is", "seats are")} passed on
        {left > 0 && live ? `, ${formatNumber(left)} left` : ""}. Sublicences end with this licence.
      </p>
      <Read of={sold} what="the sublicences">
        {(list) =>
          list.length === 0 ? null : (
            <ul className="grid gap-3">
              {list.map((each) => (
                <li
                  key={each.id.toString()}
                  className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-rule border-b pb-3"
                >
                  <span>
                    <Link href={`/licence/${formatId(each.id, "licence")}`} className="link">
                      Licence {each.serial}
                    </Link>{" "}
                    of <AddressView value={each.holder} copy={false} />, {count(each.seats, "seat")}
                  </span>
                  <LicenceBadge standing={licenceStanding(each, time)} />
                </li>
              ))}
            </ul>
          )
        }
      </Read>
      {unlisted && !offering ? (
        <CannotRead what="what is on offer below it" sentence={unlisted} onRetry={offers.refetch} />
      ) : null}
      {open.length > 0 ? (
        <div>
          <p className="font-medium">On offer below it</p>
          <ul className="mt-1 grid gap-1">
            {open.map((record) => (
              <li key={record.id}>
                <Link href={`/offer/${record.id}`} className="link">
                  <OfferPrice offer={record.offer} />
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {holder && live ? (
        outer === undefined ? (
          <Notice tone="warning">
            <p>Its licence text cannot be verified right now, so no sublicence can be offered here.</p>
          </Notice>
        ) : offering ? (
          <Suspense fallback={<LoadingState />}>
            <Read of={offers} what="the offers">
              {(records) => (
                <Sublicense
                  licence={licence}
                  terms={outer}
                  passedOn={licence.seatsPassedOn}
                  offers={records}
                  block={block}
                  title={title}
                />
              )}
            </Read>
          </Suspense>
        ) : left > 0 ? (
          <div>
            <Button variant="secondary" onClick={() => setOffering(true)}>
              Offer a sublicence
            </Button>
          </div>
        ) : (
          <p className="text-soft">No seat is left to pass on.</p>
        )
      ) : null}
    </div>
  );
}
