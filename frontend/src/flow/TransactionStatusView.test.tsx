import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { type TransactionStatus, transactions } from "../lib/transactions/record.ts";
import { recordFixture } from "../testing/fixtures.ts";
import { TransactionStatusView } from "./TransactionStatusView.tsx";

const chain = { currency: { name: "Ether", symbol: "ETH", decimals: 18 }, explorer: undefined };

describe("TransactionStatusView", () => {
  it.each<[TransactionStatus, RegExp]>([
    ["signing", /close that request in your wallet and ask again/],
    ["submitted", /You may close this page/],
    ["confirmed", /block 7/],
    ["reverted", /nothing else was taken/],
    ["unknown", /so that nothing is paid twice/],
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

  it("lets the person say that it did not happen, after which it may be asked for again", async () => {
    await transactions.add(recordFixture({ status: "unknown" }));
    render(<TransactionStatusView record={recordFixture({ status: "unknown" })} asking={false} chain={chain} />);
    await userEvent.click(screen.getByRole("button", { name: "I looked: it did not happen" }));
    await waitFor(async () => expect((await transactions.read())[0]?.status).toBe("dropped"));
    await transactions.remove("1");
  });

  it("says what can be done about one that waits for long", () => {
    const old = recordFixture({ createdAt: Date.now() - 11 * 60_000 });
    const { rerender } = render(<TransactionStatusView record={old} asking={false} chain={chain} />);
    expect(screen.getByText(/raise it or cancel it in your wallet/)).toBeDefined();
    rerender(<TransactionStatusView record={{ ...old, createdAt: Date.now() }} asking={false} chain={chain} />);
    expect(screen.queryByText(/raise it or cancel it/)).toBeNull();
  });

  it("links to an explorer only where one is configured", () => {
    const record = recordFixture({ status: "submitted", hash: "0xabc" });
    const { rerender } = render(<TransactionStatusView record={record} asking={false} chain={chain} />);
    expect(screen.queryByRole("link")).toBeNull();
    rerender(<TransactionStatusView record={record} asking={false} chain={{ ...chain, explorer: "https://x.test" }} />);
    expect(screen.getByRole("link").getAttribute("href")).toBe("https://x.test/tx/0xabc");
  });
});
