import { formatId, percentOf, serialOf } from "@colophon/sdk";
import {
  type Assignment,
  type EventRef,
  type LicenceDetails,
  type OfferRecord,
  readAssignments,
  type WorkRecord,
} from "@colophon/sdk/read";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { Amount, OfferPrice } from "../../flow/Amount.tsx";
import { foundOf, Reading, unknownOf } from "../../flow/Read.tsx";
import { count } from "../../lib/format.ts";
import { inSmallLetters } from "../../lib/labels.ts";
import { offerStateText } from "../../lib/offers.ts";
import { useLicencesSold } from "../../lib/reads.ts";
import { useFinding } from "../../lib/useFinding.ts";
import { Notice } from "../../ui/notice.tsx";
import { AddressView, Time } from "../../ui/values.tsx";

type Entry = { key: string; at: EventRef; what: ReactNode };

/** How many licences a history names. */
const mostSold = 50;

/** What the chain recorded about a work, the latest first. */
export function WorkHistory({ work, offers }: { work: WorkRecord; offers: readonly OfferRecord[] }) {
  const sold = useLicencesSold(work.id, mostSold);
  const assigned = useFinding({
    key: ["assignments", work.id.toString()],
    read: (context) => readAssignments(context, work.id),
  });
  const unknown = unknownOf(sold) ?? unknownOf(assigned);
  const found = sold.data?.status === "found" ? sold.data.value : undefined;
  const entries = [
    ...recordEntries(work),
    ...offerEntries(offers),
    ...(found?.licences ?? []).map(soldEntry),
    ...(foundOf(assigned) ?? []).map(assignedEntry),
  ].sort((a, b) => b.at.block - a.at.block || b.at.logIndex - a.at.logIndex);
  return (
    <div className="grid gap-5">
      {unknown ? (
        <Notice tone="warning" title="Sales could not be looked up">
          <p>{unknown}</p>
        </Notice>
      ) : found ? null : (
        <Reading what="the sales" />
      )}
      <ol className="grid gap-4">
        {entries.map(({ key, at, what }) => (
          <li key={key} className="grid gap-x-6 gap-y-0.5 md:grid-cols-[16rem_minmax(0,1fr)]">
            <span className="text-sm text-soft md:pt-0.5">
              <Time seconds={at.time} block={at.block} />
            </span>
            <span className="[overflow-wrap:anywhere]">{what}</span>
          </li>
        ))}
      </ol>
      {found && found.total > mostSold ? (
        <p className="text-soft">
          Of its {count(found.total, "licence")}, the latest {mostSold} are named.
        </p>
      ) : null}
    </div>
  );
}

function recordEntries({ versions, disclosures }: WorkRecord): Entry[] {
  const byTransaction = new Map<string, { at: EventRef; files: number }>();
  for (const { at } of disclosures) {
    const before = byTransaction.get(at.transaction);
    byTransaction.set(at.transaction, { at, files: (before?.files ?? 0) + 1 });
  }
  return [
    ...versions.map(
      ({ revision, at }): Entry => ({
        key: `version:${revision}`,
        at,
        what: revision === 0 ? "Registered" : `Version ${revision + 1} recorded`,
      }),
    ),
    ...[...byTransaction.values()].map(
      ({ at, files }): Entry => ({
        key: `files:${at.transaction}`,
        at,
        what: `${count(files, "file")} made findable`,
      }),
    ),
  ];
}

function offerEntries(offers: readonly OfferRecord[]): Entry[] {
  return offers.map(({ id, offer, published, state }) => ({
    key: `offer:${id}`,
    at: published,
    what: (
      <>
        <Link href={`/offer/${id}`} className="link">
          {offer.parent === 0n ? "Licence" : "Sublicence"} offered
        </Link>
        , <OfferPrice offer={offer} />
        {state === "open" ? "" : ` (${inSmallLetters(offerStateText[state].label)} by now)`}
      </>
    ),
  }));
}

function soldEntry({ id, sale }: Pick<LicenceDetails, "id" | "sale">): Entry {
  return {
    key: `licence:${id}`,
    at: sale.at,
    what: (
      <>
        <Link href={`/licence/${formatId(id, "licence")}`} className="link">
          Licence {serialOf(id)}
        </Link>{" "}
        sold for {sale.price === 0n ? "nothing" : <Amount amount={sale.price} currency={sale.currency} />}
      </>
    ),
  };
}

function assignedEntry({ order, control, units, price, currency, seller, buyer, at }: Assignment): Entry {
  const what = [...(control ? ["The work"] : []), ...(units > 0 ? [`${percentOf(units)} % of its income`] : [])];
  return {
    key: `assigned:${order}:${at.logIndex}`,
    at,
    what: (
      <>
        {what.join(" and ")} sold for {price === 0n ? "nothing" : <Amount amount={price} currency={currency} />}, by{" "}
        <AddressView value={seller} copy={false} /> to <AddressView value={buyer} copy={false} />
      </>
    ),
  };
}
