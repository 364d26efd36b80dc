import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { fakeChain } from "../../testing/fakeChain.ts";
import { renderPage } from "../../testing/renderPage.tsx";
import { EarnPage } from "./EarnPage.tsx";

const down = () => {
  throw Object.assign(new Error("fetch failed"), { code: -32603 });
};

describe("EarnPage", () => {
  it("W01 asks for a wallet", async () => {
    renderPage(<EarnPage />, { chain: fakeChain() });
    expect(await screen.findByText("Connect a wallet to see your earnings")).toBeDefined();
  });

  it("C06 says that the money is safe when the chain does not answer", async () => {
    const chain = fakeChain({ eth_getBlockByNumber: down });
    renderPage(<EarnPage />, { chain, walletChainId: 31337 });
    expect(await screen.findByText("Your earnings cannot be read right now")).toBeDefined();
    expect(screen.getByText(/Your money is not affected/)).toBeDefined();
  });

  it("says what to do when there is no share in anything", async () => {
    renderPage(<EarnPage />, { chain: fakeChain(), walletChainId: 31337 });
    expect(await screen.findByText("This account has no share in any work")).toBeDefined();
  });
});
