import type { ReactNode } from "react";
import { classNames } from "./classNames.ts";

type TableColumn<Row> = {
  id: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Figures stand at the right edge. */
  numeric?: boolean;
};

export type TableProps<Row> = {
  caption: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Keeps the caption for screen readers only. */
  hideCaption?: boolean;
};

/** A table that becomes a list of cards on a phone: each value with its column's name beside it. */
export function Table<Row>({ caption, columns, rows, rowKey, hideCaption = false }: TableProps<Row>) {
  return (
    // The roles are said aloud because browsers drop them from a table that is laid out as blocks.
    // biome-ignore-start lint/a11y/noRedundantRoles: see above
    // biome-ignore-start lint/a11y/useSemanticElements: see above
    <table role="table" className="block w-full border-collapse text-left sm:table">
      <caption className={hideCaption ? "sr-only" : "mb-2 block text-left font-medium sm:table-caption"}>
        {caption}
      </caption>
      <thead role="rowgroup" className="sr-only sm:not-sr-only sm:table-header-group">
        <tr role="row" className="border-edge border-b">
          {columns.map((column) => (
            <th
              key={column.id}
              role="columnheader"
              scope="col"
              className={classNames("px-3 py-2 font-medium text-sm text-soft", column.numeric && "text-right")}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="grid gap-3 sm:table-row-group">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            role="row"
            className="block rounded-lg border border-rule bg-leaf px-4 py-2 sm:table-row sm:rounded-none sm:border-0 sm:border-b sm:bg-transparent"
          >
            {columns.map((column) => (
              <td
                key={column.id}
                role="cell"
                className={classNames(
                  "flex items-baseline justify-between gap-4 py-1.5 sm:table-cell sm:px-3 sm:py-3",
                  column.numeric && "sm:text-right",
                )}
              >
                <span aria-hidden="true" className="shrink-0 text-sm text-soft sm:hidden">
                  {column.header}
                </span>
                {/* At the right edge as a whole; what needs several lines begins each of them at the left. */}
                <span className="min-w-0 [overflow-wrap:anywhere]">{column.cell(row)}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/useSemanticElements: see above
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}
