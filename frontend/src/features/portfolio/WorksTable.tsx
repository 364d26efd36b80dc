import { Download } from "lucide-react";
import { Link } from "wouter";
import { Amount } from "../../components/Amount.tsx";
import { Button } from "../../components/Button.tsx";
import { Table } from "../../components/Table.tsx";
import { csvOf } from "../../lib/csv/csvOf.ts";
import { downloadFile } from "../../lib/files/downloadFile.ts";
import type { IndexedWork } from "../../lib/index/IndexedWork.ts";
import { dayOf } from "../../lib/time/dayOf.ts";
import { categoryLabel } from "../../lib/work/categoryLabel.ts";
import { untitled } from "../../lib/work/untitled.ts";
import { stageOf, stages } from "./stageOf.ts";

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
      (work.income ?? []).map(({ currency, received }) => `${received} of ${currency}`).join("; "),
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
          { id: "registered", header: "Registered", cell: ({ registeredAt }) => dayOf(registeredAt.time) },
          { id: "sold", header: "Licences", numeric: true, cell: ({ licencesSold }) => licencesSold },
          {
            id: "income",
            header: "Received",
            numeric: true,
            cell: ({ income = [] }) => {
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
