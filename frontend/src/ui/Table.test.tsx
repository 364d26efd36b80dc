import { render, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Table } from "./Table.tsx";

describe("Table", () => {
  it("keeps its roles and its caption when it is laid out as cards", () => {
    render(
      <Table
        caption="Files"
        rows={[{ path: "a.txt", size: 3 }]}
        rowKey={(row) => row.path}
        columns={[
          { id: "path", header: "Path", cell: (row) => row.path },
          { id: "size", header: "Size", cell: (row) => row.size, numeric: true },
        ]}
      />,
    );
    const table = screen.getByRole("table");
    expect(
      within(table)
        .getAllByRole("columnheader")
        .map((header) => header.textContent),
    ).toEqual(["Path", "Size"]);
    expect(within(table).getAllByRole("cell")).toHaveLength(2);
    expect(table.querySelector("caption")?.textContent).toBe("Files");
  });
});
