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
    { id: "net", title: "net", kind: "amount" },
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
    yield { section: "lines", row: { currency, net: 250_000_000_000_000_000n } };
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
