import { stampCall } from "@colophon/sdk/calls";
import { useQuery } from "@tanstack/react-query";
import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { type Hex, toHex } from "viem";
import { afterEach, describe, expect, it, vi } from "vitest";
import { transactions } from "../lib/transactions/record.ts";
import { walletDialog } from "../lib/wallet.ts";
import { fakeChain } from "../testing/fakeChain.ts";
import { configFixture } from "../testing/fixtures.ts";
import { renderPage } from "../testing/renderPage.tsx";
import { TransactionButton, type TransactionButtonProps } from "./TransactionButton.tsx";

const deployment = configFixture.chains[0]?.deployment;
const commitment: Hex = `0x${"1".repeat(64)}`;
const calls = deployment ? [{ call: stampCall(deployment, { commitment }), says: "Stamp it." }] : [];

const button = (props: Partial<TransactionButtonProps> = {}) => (
  <TransactionButton intent="stamp:0x01" title="Stamp essay.txt" label="Stamp it" calls={calls} {...props} />
);

const stamp = () => screen.findByRole("button", { name: "Stamp it" });

let reads = 0;

/** What is left of an offer, read once and kept. */
function Left() {
  const { data } = useQuery({ queryKey: ["left"], queryFn: async () => ++reads, staleTime: Number.POSITIVE_INFINITY });
  return <p>Read {data} times</p>;
}

/** An offer that can be closed beside the button. */
function Page() {
  const [over, setOver] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOver(true)}>
        Close the offer
      </button>
      {button({ over, calls: over ? undefined : calls })}
    </>
  );
}

afterEach(async () => {
  for (const record of await transactions.read()) await transactions.remove(record.id);
});

describe("TransactionButton", () => {
  it("W01 asks for a wallet first", async () => {
    renderPage(button(), { chain: fakeChain() });
    await userEvent.click(await screen.findByRole("button", { name: "Connect a wallet" }));
    expect(walletDialog.isOpen()).toBe(true);
    walletDialog.setOpen(false);
  });

  it("W01 offers to switch a wallet that is on another network, and cannot be pressed until then", async () => {
    renderPage(button(), { chain: fakeChain(), walletChainId: 1 });
    expect(await screen.findByRole("button", { name: "Switch to Local chain" })).toBeDefined();
    expect((await stamp()).getAttribute("aria-disabled")).toBe("true");
  });

  it("shows what it costs before anything is signed, then sends, and follows it", async () => {
    const chain = fakeChain();
    renderPage(button(), { chain, walletChainId: 31337 });
    expect((await screen.findByText("Network fee")).nextElementSibling?.textContent).toMatch(/less than 0\.00000001/);
    expect(chain.sent).toEqual([]);
    await userEvent.click(await stamp());
    expect(await screen.findByText("Sent, waiting for the network")).toBeDefined();
    expect(chain.sent).toHaveLength(1);
    expect(screen.queryByRole("button", { name: "Stamp it" })).toBeNull();
  });

  it("says when it would not go through, and asks for no signature", async () => {
    const refuse = () => {
      throw Object.assign(new Error("execution reverted"), { code: 3, data: "0x" });
    };
    const chain = fakeChain({ eth_call: refuse });
    renderPage(button(), { chain, walletChainId: 31337 });
    expect(await screen.findByText("This would not go through now")).toBeDefined();
    await userEvent.click(await stamp());
    expect(chain.sent).toEqual([]);
  });

  it("says when the account has too little, and cannot be pressed", async () => {
    const chain = fakeChain({ eth_getBalance: () => toHex(5n) });
    renderPage(button(), { chain, walletChainId: 31337 });
    expect(await screen.findByText(/which is not enough/)).toBeDefined();
    await userEvent.click(await stamp());
    expect(chain.sent).toEqual([]);
  });

  it("says what is missing while the form is not complete", async () => {
    renderPage(button({ calls: undefined, incomplete: "Choose a file first." }), {
      chain: fakeChain(),
      walletChainId: 31337,
    });
    expect(await screen.findByText("Choose a file first.")).toBeDefined();
    expect((await stamp()).getAttribute("aria-disabled")).toBe("true");
  });

  it("keeps what was sent in sight when it can't be done any more, and offers nothing else", async () => {
    const chain = fakeChain();
    renderPage(<Page />, { chain, walletChainId: 31337 });
    await screen.findByText("Network fee");
    await userEvent.click(await stamp());
    await screen.findByText("Sent, waiting for the network");
    await userEvent.click(screen.getByRole("button", { name: "Close the offer" }));
    expect(await screen.findByText("Sent, waiting for the network")).toBeDefined();
    const [record] = transactions.list();
    const inclusion = { block: 7n, blockHash: commitment, time: 1n, fee: 1n, logs: [] };
    await act(() => transactions.change(record?.id ?? "", { status: "reverted", inclusion }));
    expect(await screen.findByText("It did not go through")).toBeDefined();
    expect(screen.queryByRole("button", { name: "Stamp it" })).toBeNull();
  });

  it("shows nothing when it can't be done and nothing was sent", async () => {
    renderPage(<main>{button({ over: true, calls: undefined })}</main>, { chain: fakeChain(), walletChainId: 31337 });
    await waitFor(() => expect(screen.getByRole("main").textContent).toBe(""));
  });

  it("signs nothing when what must be safe before is not", async () => {
    const chain = fakeChain();
    const beforeSigning = async () => {
      throw new Error("no room");
    };
    renderPage(button({ beforeSigning }), { chain, walletChainId: 31337 });
    await screen.findByText("Network fee");
    await userEvent.click(await stamp());
    await waitFor(() => expect(screen.getByRole("alert")).toBeDefined());
    expect(chain.sent).toEqual([]);
  });

  it("reads again what stood in the way when a contract refused: somebody else was first", async () => {
    const chain = fakeChain();
    renderPage(
      <>
        <Left />
        {button()}
      </>,
      { chain, walletChainId: 31337 },
    );
    await screen.findByText("Network fee");
    await userEvent.click(await stamp());
    await screen.findByText("Sent, waiting for the network");
    expect(screen.getByText("Read 1 times")).toBeDefined();
    await act(() =>
      transactions.change(transactions.list()[0]?.id ?? "", { status: "reverted", sentence: "Sold out." }),
    );
    expect(await screen.findByText("Read 2 times")).toBeDefined();
  });

  it("W02 tells once that it is done, and does so again after the page was opened anew", async () => {
    const chain = fakeChain();
    const onConfirmed = vi.fn();
    const first = renderPage(button({ onConfirmed }), { chain, walletChainId: 31337 });
    await screen.findByText("Network fee");
    await userEvent.click(await stamp());
    await screen.findByText("Sent, waiting for the network");
    const [record] = transactions.list();
    const inclusion = { block: 7n, blockHash: commitment, time: 1n, fee: 1n, logs: [] };
    await act(() => transactions.change(record?.id ?? "", { status: "confirmed", inclusion }));
    await screen.findByText("Done");
    expect(onConfirmed).toHaveBeenCalledTimes(1);
    expect(document.activeElement?.textContent).toContain("Done");

    // Left in the same tab, it has been seen.
    first.unmount();
    await waitFor(() => expect(transactions.list()[0]?.acknowledged).toBe(true));
    // After a reload nobody has had the chance.
    await act(() => transactions.change(record?.id ?? "", { acknowledged: false }));
    renderPage(button({ onConfirmed }), { chain, walletChainId: 31337 });
    await screen.findByText("Done");
    expect(onConfirmed).toHaveBeenCalledTimes(2);
    expect(document.activeElement).toBe(document.body);
  });
});
