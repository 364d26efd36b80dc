import { type CsvCell, csvOf } from "@colophon/sdk";
import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { downloadFile } from "../lib/download.ts";
import { formatNumber } from "../lib/format.ts";
import { Button } from "./button.tsx";
import { Table, type TableProps } from "./Table.tsx";

/**
 * A column of a table that people see and save: with `cell` it stands on the page, with `value` in the file, where its
 * name is `id`. Values are written for computers: exact, in the smallest unit, moments in ISO.
 */
export type Column<Row> = {
  id: string;
  header?: ReactNode;
  cell?: (row: Row) => ReactNode;
  /** Figures stand at the right edge. */
  numeric?: boolean;
  value?: (row: Row) => CsvCell;
};

export type RowsProps<Row> = Pick<TableProps<Row>, "caption" | "hideCaption" | "rowKey"> & {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** How many are shown; the file has all of them. */
  most?: number;
  /** "The first 50 of 120", or "The latest". */
  order?: "first" | "latest";
  /** Set where there are more than these, which were not read: what that means, in a sentence. */
  cut?: string | undefined;
  file?: { name: string; label: string };
};

/** A table and its file by one list of columns, so that the two cannot say different things. */
export function Rows<Row>(props: RowsProps<Row>) {
  const { columns, rows, most = 50, order = "first", cut, file, ...table } = props;
  const shown = columns.flatMap(({ id, header, cell, numeric = false }) =>
    cell ? [{ id, header, cell, numeric }] : [],
  );
  return (
    <div className="grid gap-4">
      <Table {...table} rows={rows.slice(0, most)} columns={shown} />
      {rows.length > most ? (
        <p className="text-soft">
          The {order} {formatNumber(most)} of {formatNumber(rows.length)}
          {file ? `; the file has ${cut ? "them" : "all"}` : ""}.
        </p>
      ) : null}
      {cut ? <p className="text-warn">{cut}</p> : null}
      {file ? (
        <div>
          <Button
            variant="secondary"
            size="small"
            icon={<Download aria-hidden="true" className="size-4" />}
            onClick={() => downloadFile(file.name, csvOfRows(columns, rows), "text/csv")}
          >
            {file.label}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** The file of a table: a line for each row, a column for each that has a value. */
export function csvOfRows<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const kept = columns.flatMap(({ id, value }) => (value ? [{ id, value }] : []));
  return csvOf(
    kept.map(({ id }) => id),
    rows.map((row) => kept.map(({ value }) => value(row))),
  );
}
