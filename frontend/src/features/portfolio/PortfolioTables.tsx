import { forever, isLicenceOver, showableTitle, splitLicenceId } from "@colophon/sdk";
import type { IndexedLicence, IndexedWork } from "@colophon/sdk/index-api";
import { Link } from "wouter";
import { Amount } from "../../flow/Amount.tsx";
import { licenceSpan, scopeInWords } from "../../lib/indexed.ts";
import { formatDay, isoOf, spanInWords } from "../../lib/time.ts";
import { categoryLabel, untitled } from "../../lib/work.ts";
import { type Column, Rows } from "../../ui/Rows.tsx";
import { AddressView } from "../../ui/values.tsx";
import { stageOf, stages } from "./figures.ts";

const stageLabel = (work: IndexedWork) => stages.find(({ id }) => id === stageOf(work))?.label ?? "";

const workColumns: readonly Column<IndexedWork>[] = [
  { id: "work", value: ({ id }) => id },
  {
    id: "title",
    header: "Title",
    cell: ({ id, name }) => (
      <Link href={`/work/${id}`} className="link">
        <bdi>{name ?? untitled(BigInt(id))}</bdi>
      </Link>
    ),
    value: ({ name }) => name,
  },
  { id: "category", value: ({ category }) => categoryLabel(category) },
  { id: "stage", header: "Stage", cell: stageLabel, value: stageLabel },
  {
    id: "registered_utc",
    header: "Registered",
    cell: ({ registeredAt }) => formatDay(registeredAt.time),
    value: ({ registeredAt }) => isoOf(registeredAt.time),
  },
  { id: "held_by_utc", value: ({ provenTime }) => isoOf(provenTime) },
  { id: "open_offers", value: ({ offers }) => offers.open },
  {
    id: "licences_sold",
    header: "Licences",
    numeric: true,
    cell: ({ licencesSold }) => licencesSold,
    value: ({ licencesSold }) => licencesSold,
  },
  { id: "parents", value: ({ parents }) => parents },
  { id: "derivatives", value: ({ derivatives }) => derivatives },
  {
    id: "received_smallest_units",
    header: "Received",
    numeric: true,
    cell: ({ income }) => {
      const some = income.filter(({ received }) => received > 0n);
      return some.length === 0
        ? "Nothing"
        : some.map(({ currency, received }) => (
            <span key={currency} className="block">
              <Amount amount={received} currency={currency} about={6} />
            </span>
          ));
    },
    value: ({ income }) => income.map(({ currency, received }) => `${received} of ${currency}`).join("; "),
  },
];

/** The works of an account as rows, with a file of all of them. */
export function WorksTable({ works, cut }: { works: readonly IndexedWork[]; cut: boolean }) {
  return (
    <Rows
      caption="Works, the latest first"
      columns={workColumns}
      rows={works}
      rowKey={({ id }) => id}
      order="latest"
      cut={cut ? "There are more works than this page reads, so its sums are not complete." : undefined}
      file={{ name: "colophon-works.csv", label: "Save the works as CSV" }}
    />
  );
}

type Side = "held" | "granted";

function licenceColumns(side: Side, now: number): readonly Column<IndexedLicence>[] {
  return [
    {
      id: "licence",
      header: "Licence",
      cell: ({ id, workName }) => (
        <Link href={`/licence/${id}`} className="link">
          {splitLicenceId(BigInt(id)).serial} of <bdi>{(workName && showableTitle(workName)) || "a work"}</bdi>
        </Link>
      ),
      value: ({ id }) => id,
    },
    { id: "work", value: ({ work }) => work },
    { id: "title", value: ({ workName }) => workName },
    {
      id: "other",
      header: side === "held" ? "From" : "To",
      cell: ({ licensor, holder }) => (
        <span className="sm:whitespace-nowrap">
          <AddressView value={side === "held" ? licensor : holder} copy={false} />
        </span>
      ),
    },
    { id: "licensor", value: ({ licensor }) => licensor },
    { id: "holder", value: ({ holder }) => holder },
    { id: "state", value: ({ state }) => state },
    { id: "exclusivity", value: ({ terms }) => terms.exclusivity },
    {
      id: "uses",
      header: "For",
      cell: ({ terms }) => scopeInWords(terms),
      value: ({ terms }) => [...terms.uses, ...terms.others.uses].join(" "),
    },
    { id: "purposes", value: ({ terms }) => [...terms.purposes, ...terms.others.purposes].join(" ") },
    {
      id: "territories",
      value: ({ terms }) =>
        terms.territories === "worldwide" ? "worldwide" : [...terms.territories, ...terms.others.territories].join(" "),
    },
    { id: "start_utc", value: ({ start }) => isoOf(start) },
    {
      id: "end_utc",
      header: "Left",
      cell: (licence) =>
        licence.state === "running" && licence.endsAt < forever && licence.endsAt > now ? (
          <span className="whitespace-nowrap">{spanInWords(licence.endsAt - now)}</span>
        ) : (
          licenceSpan(licence)
        ),
      value: ({ endsAt }) => isoOf(endsAt),
    },
    { id: "seats", value: ({ seats }) => seats },
    { id: "paid_smallest_units", value: ({ pricePaid }) => `${pricePaid}` },
    { id: "currency", value: ({ currency }) => currency },
    { id: "renewals", value: ({ renewals }) => renewals },
    { id: "sold_utc", value: ({ soldAt }) => isoOf(soldAt.time) },
    { id: "sold_block", value: ({ soldAt }) => soldAt.block },
  ];
}

type LicencesTableProps = {
  licences: readonly IndexedLicence[];
  cut: boolean;
  now: number;
  /** Whose the account is: it names the other side in each row. */
  side: Side;
};

/** Licences as rows, those that end soonest first, with a file of all of them. */
export function LicencesTable({ licences, cut, now, side }: LicencesTableProps) {
  if (licences.length === 0) {
    return <p className="text-soft">{side === "held" ? "It holds no licence." : "It has granted no licence."}</p>;
  }
  return (
    <Rows
      caption={side === "held" ? "Licences held, the next to end first" : "Licences granted, the next to end first"}
      columns={licenceColumns(side, now)}
      rows={licences.toSorted(
        (a, b) => Number(isLicenceOver(a.state)) - Number(isLicenceOver(b.state)) || a.end - b.end,
      )}
      rowKey={({ id }) => id}
      cut={cut ? "There are more licences than this page reads." : undefined}
      file={{ name: `colophon-licences-${side}.csv`, label: "Save these licences as CSV" }}
    />
  );
}
