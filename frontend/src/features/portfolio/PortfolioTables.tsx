import { forever, isLicenceOver, splitLicenceId } from "@colophon/sdk";
import type { IndexedLicence, IndexedWork } from "@colophon/sdk/index-api";
import { Download } from "lucide-react";
import { Link } from "wouter";
import { Amount } from "../../flow/Amount.tsx";
import { csvOf, downloadFile } from "../../lib/download.ts";
import { licenceSpan, scopeInWords } from "../../lib/indexed.ts";
import { formatDay, spanInWords } from "../../lib/time.ts";
import { categoryLabel, untitled } from "../../lib/work.ts";
import { Button } from "../../ui/button.tsx";
import { Table } from "../../ui/Table.tsx";
import { AddressView } from "../../ui/values.tsx";
import { stageOf, stages } from "./figures.ts";

const mostRows = 50;

/** The works of an account as rows, with a file of all of them. */
export function WorksTable({ works, cut }: { works: readonly IndexedWork[]; cut: boolean }) {
  const labelOf = (work: IndexedWork) => stages.find(({ id }) => id === stageOf(work))?.label ?? "";
  const save = () => {
    const header = [
      "work",
      "title",
      "category",
      "stage",
      "registered_utc",
      "held_by_utc",
      "open_offers",
      "licences_sold",
      "parents",
      "derivatives",
      "received_smallest_units",
    ];
    const rows = works.map((work) => [
      work.id,
      work.name,
      categoryLabel(work.category),
      labelOf(work),
      new Date(work.registeredAt.time * 1000).toISOString(),
      new Date(work.provenTime * 1000).toISOString(),
      work.offers.open,
      work.licencesSold,
      work.parents,
      work.derivatives,
      work.income.map(({ currency, received }) => `${received} of ${currency}`).join("; "),
    ]);
    downloadFile("colophon-works.csv", csvOf(header, rows), "text/csv");
  };
  return (
    <div className="grid gap-4">
      <Table
        caption="Works, the latest first"
        rows={works.slice(0, mostRows)}
        rowKey={({ id }) => id}
        columns={[
          {
            id: "title",
            header: "Title",
            cell: (work) => (
              <Link href={`/work/${work.id}`} className="link">
                <bdi>{work.name ?? untitled(BigInt(work.id))}</bdi>
              </Link>
            ),
          },
          { id: "stage", header: "Stage", cell: labelOf },
          { id: "registered", header: "Registered", cell: ({ registeredAt }) => formatDay(registeredAt.time) },
          { id: "sold", header: "Licences", numeric: true, cell: ({ licencesSold }) => licencesSold },
          {
            id: "income",
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
          },
        ]}
      />
      {works.length > mostRows ? (
        <p className="text-soft">
          The latest {mostRows} of {works.length.toLocaleString("en-GB")}; the file has {cut ? "them" : "all"}.
        </p>
      ) : null}
      {cut ? (
        <p className="text-warn">There are more works than this page reads, so its sums are not complete.</p>
      ) : null}
      <div>
        <Button
          variant="secondary"
          size="small"
          icon={<Download aria-hidden="true" className="size-4" />}
          onClick={save}
        >
          Save the works as CSV
        </Button>
      </div>
    </div>
  );
}

type LicencesTableProps = {
  licences: readonly IndexedLicence[];
  cut: boolean;
  now: number;
  /** Whose the account is: it names the other side in each row. */
  side: "held" | "granted";
  file: string;
};

const mostLicences = 50;

/** Licences as rows, those that end soonest first, with a file of all of them. */
export function LicencesTable({ licences, cut, now, side, file }: LicencesTableProps) {
  if (licences.length === 0) {
    return <p className="text-soft">{side === "held" ? "It holds no licence." : "It has granted no licence."}</p>;
  }
  const sorted = licences.toSorted(
    (a, b) => Number(isLicenceOver(a.state)) - Number(isLicenceOver(b.state)) || a.end - b.end,
  );
  const save = () => {
    const header = [
      "licence",
      "work",
      "title",
      "licensor",
      "holder",
      "state",
      "exclusivity",
      "uses",
      "territories",
      "start_utc",
      "end_utc",
      "seats",
      "paid_smallest_units",
      "currency",
      "renewals",
      "sold_utc",
      "sold_block",
    ];
    const iso = (seconds: number) => (seconds >= forever ? "" : new Date(seconds * 1000).toISOString());
    const rows = sorted.map((licence) => [
      licence.id,
      licence.work,
      licence.workName,
      licence.licensor,
      licence.holder,
      licence.state,
      licence.terms.exclusivity,
      [...licence.terms.uses, ...licence.terms.others.uses].join(" "),
      licence.terms.territories === "worldwide"
        ? "worldwide"
        : [...licence.terms.territories, ...licence.terms.others.territories].join(" "),
      iso(licence.start),
      iso(licence.terminatedAt ?? licence.end),
      licence.seats,
      `${licence.pricePaid}`,
      licence.currency,
      licence.renewals,
      iso(licence.soldAt.time),
      licence.soldAt.block,
    ]);
    downloadFile(file, csvOf(header, rows), "text/csv");
  };
  return (
    <div className="grid gap-4">
      <Table
        caption={side === "held" ? "Licences held, the next to end first" : "Licences granted, the next to end first"}
        rows={sorted.slice(0, mostLicences)}
        rowKey={({ id }) => id}
        columns={[
          {
            id: "licence",
            header: "Licence",
            cell: (licence) => (
              <Link href={`/licence/${licence.id}`} className="link">
                {splitLicenceId(BigInt(licence.id)).serial} of <bdi>{licence.workName ?? "a work"}</bdi>
              </Link>
            ),
          },
          {
            id: "other",
            header: side === "held" ? "From" : "To",
            cell: (licence) => (
              <span className="sm:whitespace-nowrap">
                <AddressView value={side === "held" ? licence.licensor : licence.holder} copy={false} />
              </span>
            ),
          },
          {
            id: "for",
            header: "For",
            cell: ({ terms }) => scopeInWords(terms),
          },
          {
            id: "left",
            header: "Left",
            cell: (licence) =>
              licence.state === "running" && licence.end < forever && licence.end > now ? (
                <span className="whitespace-nowrap">{spanInWords(licence.end - now)}</span>
              ) : (
                licenceSpan(licence)
              ),
          },
        ]}
      />
      {licences.length > mostLicences ? (
        <p className="text-soft">
          The first {mostLicences} of {licences.length.toLocaleString("en-GB")}; the file has {cut ? "them" : "all"}.
        </p>
      ) : null}
      {cut ? <p className="text-warn">There are more licences than this page reads.</p> : null}
      <div>
        <Button
          variant="secondary"
          size="small"
          icon={<Download aria-hidden="true" className="size-4" />}
          onClick={save}
        >
          Save these licences as CSV
        </Button>
      </div>
    </div>
  );
}
