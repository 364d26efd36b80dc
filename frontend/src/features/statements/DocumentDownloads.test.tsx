import { csvStyles } from "@colophon/sdk";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { downloadFile } from "../../lib/download.ts";
import { fakeChain } from "../../testing/fakeChain.ts";
import { renderPage, testAccount } from "../../testing/renderPage.tsx";
import { DocumentDownloads } from "./DocumentDownloads.tsx";

vi.mock("../../lib/download.ts", () => ({ downloadFile: vi.fn() }));

/** A statement with one sale of 0.25 ETH, of which everything is the account's. */
vi.mock("./documents.ts", async (original) => {
  const real = await original<typeof import("./documents.ts")>();
  const columns = [
    { id: "currency", title: "currency", kind: "currency" },
    { id: "net", title: "net", kind: "amount", money: true },
    { id: "time", title: "time", kind: "time" },
  ];
  const head = {
    ...{ kind: "royalties", title: "Royalties; all, of one", subject: {}, chainId: 31337, contracts: {} },
    ...{
      block: { number: 7, hash: "0x07", time: 1_767_225_600 },
      period: {},
      limits: [],
      sections: [{ id: "lines", title: "Lines", columns }],
    },
  };
  const currency = "0x0000000000000000000000000000000000000000";
  async function* rows() {
    yield { section: "lines", row: { currency, net: 250_000_000_000_000_000n, time: 1_767_225_600 } };
  }
  const documents = (query: Parameters<typeof real.documents>[0]) =>
    real.documents(query).map((choice) => ({ ...choice, make: async () => ({ head, rows: rows() }) }));
  return { ...real, documents };
});

afterEach(() => vi.mocked(downloadFile).mockClear());

it.each([
  ["comma", "section,", ",0.25,250000000000000000 wei"],
  ["semicolon", "section;", ";0,25;250000000000000000 wei"],
  ["semicolon-point", "section;", ";0.25;250000000000000000 wei"],
] as const)("writes the table as the spreadsheet reads it: %s", async (style, header, amounts) => {
  renderPage(<DocumentDownloads query={{ holder: testAccount }} />, { chain: fakeChain() });
  const choice = await screen.findByLabelText(/^How your spreadsheet reads a CSV/);
  expect((choice as HTMLSelectElement).value).toBe("comma");
  fireEvent.change(choice, { target: { value: style } });
  expect(screen.getByDisplayValue(csvStyles[style].label)).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Statement: CSV" }));
  await waitFor(() => expect(downloadFile).toHaveBeenCalledOnce());
  const [name, content, type] = vi.mocked(downloadFile).mock.calls[0] ?? [];
  expect([name, type]).toEqual(["colophon-royalties-block-7.csv", "text/csv;charset=utf-8"]);
  const text = await (content as Blob).text();
  expect(text).toContain(header);
  expect(text).toContain(amounts);
});

const csvFile = (text: string) => new File([text], "table.csv", { type: "text/csv" });

/** Gives a table of the reader to one of its two fields. */
async function give(label: string, text: string) {
  const group = await screen.findByRole("group", { name: label, hidden: true });
  const input = group.querySelector("input[type=file]");
  if (!input) throw new Error("There is no field for a file.");
  fireEvent.change(input, { target: { files: [csvFile(text)] } });
}

it("puts the reader's own rates and names into the file, by the code that the command line has", async () => {
  renderPage(<DocumentDownloads query={{ holder: testAccount }} />, { chain: fakeChain() });
  await give("Exchange rates", "date,currency,rate,source\n2026-01-01,ETH,two,Bank");
  expect(await screen.findByText(/Row 2 of the exchange rates: “two” is no rate/)).toBeDefined();
  await give("Exchange rates", "date,currency,rate,source\n2026-01-01,ETH,2000,Bank");
  expect(await screen.findByText(/Rates into EUR/)).toBeDefined();
  await give("Who stands behind accounts", `account,name\n${testAccount},Ines Alba`);
  expect(await screen.findByText(/Names of 1 account$/)).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Statement: CSV" }));
  await waitFor(() => expect(downloadFile).toHaveBeenCalledOnce());
  const [, content] = vi.mocked(downloadFile).mock.calls[0] ?? [];
  const text = await (content as Blob).text();
  expect(text).toContain(",0.25,250000000000000000 wei,500.00");
  expect(text).toMatch(/2000.*Bank/);
});

it("offers worksheets for tax for a period that begins and ends, and says what is missing before", async () => {
  const { unmount } = renderPage(<DocumentDownloads query={{ holder: testAccount }} />, { chain: fakeChain() });
  expect(await screen.findByText(/Choose a period that begins and ends/)).toBeDefined();
  expect(screen.queryByText("Worksheet for form 1042-S")).toBeNull();
  unmount();
  const query = { holder: testAccount, payer: testAccount, from: 0, until: 10 } as const;
  renderPage(<DocumentDownloads query={query} />, { chain: fakeChain() });
  for (const title of ["form 1099-MISC", "form 1042-S", "VAT invoices", "CARF and DAC8"]) {
    expect(await screen.findByRole("heading", { name: new RegExp(title) })).toBeDefined();
  }
  // Its own maker is real here: without a rate it refuses, and says what to bring.
  fireEvent.click(screen.getByRole("button", { name: "Worksheet for form 1042-S: CSV" }));
  expect(await screen.findByText(/US forms are in dollars. Give exchange rates into USD/)).toBeDefined();
});
