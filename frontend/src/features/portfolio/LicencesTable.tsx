import { forever, splitLicenceId } from "@colophon/sdk";
import { Download } from "lucide-react";
import { Link } from "wouter";
import { Address } from "../../components/Address.tsx";
import { Button } from "../../components/Button.tsx";
import { Table } from "../../components/Table.tsx";
import { csvOf } from "../../lib/csv/csvOf.ts";
import { downloadFile } from "../../lib/files/downloadFile.ts";
import type { IndexedLicence } from "../../lib/index/IndexedLicence.ts";
import { licenceSpan } from "../../lib/index/licenceSpan.ts";
import { territoriesInWords } from "../../lib/terms/territoriesInWords.ts";
import { usesInWords } from "../../lib/terms/usesInWords.ts";
import { spanInWords } from "../../lib/time/spanInWords.ts";

export type LicencesTableProps = {
  licences: readonly IndexedLicence[];
  cut: boolean;
  now: number;
  /** Whose the account is: it names the other side in each row. */
  side: "held" | "granted";
  file: string;
};

const mostRows = 50;

/** Licences as rows, those that end soonest first, with a file of all of them. */
export function LicencesTable({ licences, cut, now, side, file }: LicencesTableProps) {
  if (licences.length === 0) {
    return <p className="text-soft">{side === "held" ? "It holds no licence." : "It has granted no licence."}</p>;
  }
  const isOver = ({ state }: IndexedLicence) => state === "ended" || state === "terminated";
  const sorted = licences.toSorted((a, b) => Number(isOver(a)) - Number(isOver(b)) || a.end - b.end);
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
      licence.terms.uses.join(" "),
      licence.terms.territories === "worldwide" ? "worldwide" : licence.terms.territories.join(" "),
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
        rows={sorted.slice(0, mostRows)}
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
                <Address value={side === "held" ? licence.licensor : licence.holder} copy={false} />
              </span>
            ),
          },
          {
            id: "for",
            header: "For",
            cell: ({ terms }) => (
              <>
                {terms.exclusivity === "non-exclusive" ? "" : `${terms.exclusivity}, `}
                {usesInWords(terms.uses)}, {territoriesInWords(terms.territories)}
              </>
            ),
          },
          {
            id: "left",
            header: "Left",
            cell: (licence) =>
              licence.state === "live" && licence.end < forever && licence.end > now ? (
                <span className="whitespace-nowrap">{spanInWords(licence.end - now)}</span>
              ) : (
                licenceSpan(licence)
              ),
          },
        ]}
      />
      {licences.length > mostRows ? (
        <p className="text-soft">
          The first {mostRows} of {licences.length.toLocaleString("en-GB")}; the file has {cut ? "them" : "all"}.
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
