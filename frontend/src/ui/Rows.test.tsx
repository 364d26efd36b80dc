import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { type Column, csvOfRows, Rows } from "./Rows.tsx";

type Row = { id: string; name: string; sold: number };

const columns: readonly Column<Row>[] = [
  { id: "work", value: ({ id }) => id },
  { id: "title", header: "Title", cell: ({ name }) => <b>{name}</b>, value: ({ name }) => name },
  { id: "sold", header: "Sold", numeric: true, cell: ({ sold }) => `${sold} sold`, value: ({ sold }) => sold },
  { id: "link", header: "More", cell: () => "…" },
];

const rows = Array.from({ length: 3 }, (_, sold) => ({ id: `0x0${sold}`, name: `Tide ${sold}`, sold }));

const show = (props: Partial<Parameters<typeof Rows<Row>>[0]> = {}) =>
  render(<Rows caption="Works" columns={columns} rows={rows} rowKey={({ id }) => id} {...props} />);

describe("Rows", () => {
  it("shows the columns that have a cell, and no others", () => {
    show();
    expect(screen.getAllByRole("columnheader").map((each) => each.textContent)).toEqual(["Title", "Sold", "More"]);
    expect(screen.getByText("2 sold")).toBeDefined();
  });

  it("says how many are left out, and whether the file has them", () => {
    const { rerender } = show({ most: 2, file: { name: "works.csv", label: "Save" } });
    expect(screen.getByText("The first 2 of 3; the file has all.")).toBeDefined();
    rerender(
      <Rows
        caption="Works"
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        most={2}
        order="latest"
        cut="There are more works than this page reads."
        file={{ name: "works.csv", label: "Save" }}
      />,
    );
    expect(screen.getByText("The latest 2 of 3; the file has them.")).toBeDefined();
    expect(screen.getByText("There are more works than this page reads.")).toBeDefined();
  });
});

describe("csvOfRows", () => {
  it("writes every row by the same columns", () => {
    expect(csvOfRows(columns, rows)).toBe(
      "\ufeffwork,title,sold\r\n0x00,Tide 0,0\r\n0x01,Tide 1,1\r\n0x02,Tide 2,2\r\n",
    );
  });
});
