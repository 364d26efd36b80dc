import { screen } from "@testing-library/react";
import { numberToHex } from "viem";
import { describe, expect, it } from "vitest";
import { fakeChain } from "../../testing/fakeChain.ts";
import { renderPage } from "../../testing/renderPage.tsx";
import { WorkPage } from "./WorkPage.tsx";
import { WorksPage } from "./WorksPage.tsx";

const down = () => {
  throw Object.assign(new Error("fetch failed"), { code: -32603 });
};

describe("WorksPage", () => {
  it("says what to do when nothing is registered", async () => {
    renderPage(<WorksPage />, { chain: fakeChain({ eth_call: () => numberToHex(0, { size: 32 }) }) });
    expect(await screen.findByText("No work is registered here yet")).toBeDefined();
  });

  it("C06 never shows an empty register when the chain does not answer", async () => {
    renderPage(<WorksPage />, { chain: fakeChain({ eth_getBlockByNumber: down }) });
    expect(await screen.findByText("The register cannot be read right now")).toBeDefined();
    expect(screen.queryByText("No work is registered here yet")).toBeNull();
  });
});

describe("WorkPage", () => {
  it("says what a number looks like when it is none", async () => {
    renderPage(<WorkPage id="javascript:alert(1)" />, { chain: fakeChain() });
    expect(await screen.findByText("This is not the number of a work")).toBeDefined();
  });

  it("C06 tells what cannot be known from what is not there", async () => {
    renderPage(<WorkPage id="0x5" />, { chain: fakeChain({ eth_getBlockByNumber: down }) });
    expect(await screen.findByText("This work cannot be read right now")).toBeDefined();
  });
});
