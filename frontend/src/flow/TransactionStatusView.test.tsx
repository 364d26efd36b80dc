import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { TransactionStatus } from "../lib/transactions/record.ts";
import { recordFixture } from "../testing/fixtures.ts";
import { TransactionStatusView } from "./TransactionStatusView.tsx";

const chain = { currency: { name: "Ether", symbol: "ETH", decimals: 18 }, explorer: undefined };

describe("TransactionStatusView", () => {
  it.each<[TransactionStatus, RegExp]>([
    ["signing", /only one of the two can happen/],
    ["submitted", /You may close this page/],
    ["confirmed", /block 7/],
    ["reverted", /nothing else was taken/],
    ["rejected", /Nothing was sent and nothing was paid/],
  ])("says what %s means for the person's money", (status, words) => {
    const included = status === "confirmed" || status === "reverted";
    const inclusion = included ? { block: 7n, blockHash: "0x1" as const, time: 9n, fee: 1n, logs: [] } : undefined;
    const { container } = render(
      <TransactionStatusView record={recordFixture({ status, inclusion })} asking={false} chain={chain} />,
    );
    expect(container.textContent).toMatch(words);
  });

  it("asks the person to look at their wallet while it waits for it", () => {
    render(<TransactionStatusView record={recordFixture({ status: "signing" })} asking chain={chain} />);
    expect(screen.getByText(/Nothing happens until you sign/)).toBeDefined();
  });

  it("links to an explorer only where one is configured", () => {
    const record = recordFixture({ status: "submitted", hash: "0xabc" });
    const { rerender } = render(<TransactionStatusView record={record} asking={false} chain={chain} />);
    expect(screen.queryByRole("link")).toBeNull();
    rerender(<TransactionStatusView record={record} asking={false} chain={{ ...chain, explorer: "https://x.test" }} />);
    expect(screen.getByRole("link").getAttribute("href")).toBe("https://x.test/tx/0xabc");
  });
});
