import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { Chain } from "viem";
import { afterEach, describe, expect, it, vi } from "vitest";
import { configFixture, ines } from "../testing/fixtures.ts";
import { createWalletConfig, loadWalletModule } from "./createWalletConfig.ts";
import { Providers } from "./Providers.tsx";
import { WalletDialog } from "./WalletDialog.tsx";

const name = "The wallet of this browser";
const page = window as unknown as { ethereum?: unknown };

/** A wallet as older ones are: on the window, and nowhere else. */
function legacyWallet() {
  return {
    request: vi.fn(async ({ method }: { method: string }) => {
      if (method === "eth_chainId") return "0x7a69";
      if (method === "eth_requestAccounts" || method === "eth_accounts") return [ines];
      throw Object.assign(new Error(method), { code: 4200 });
    }),
    on() {},
    removeListener() {},
  };
}

async function show() {
  const wallets = await createWalletConfig(configFixture);
  render(
    <Providers config={configFixture} wallets={wallets} names={new Map()}>
      <WalletDialog />
    </Providers>,
  );
}

afterEach(() => {
  delete page.ethereum;
  localStorage.clear();
});

describe("A5 a wallet that only sets window.ethereum", () => {
  it("is offered, and can be connected", async () => {
    const wallet = legacyWallet();
    page.ethereum = wallet;
    await show();
    await userEvent.click(await screen.findByRole("button", { name: new RegExp(name) }));
    await waitFor(() =>
      expect(wallet.request).toHaveBeenCalledWith(expect.objectContaining({ method: "eth_chainId" })),
    );
    expect(await screen.findByText(new RegExp(`Connected with ${name}`))).toBeDefined();
  });

  it("is offered when it comes late", async () => {
    await show();
    expect(await screen.findByText(/No wallet was found/)).toBeDefined();
    page.ethereum = legacyWallet();
    act(() => void window.dispatchEvent(new Event("ethereum#initialized")));
    expect(await screen.findByRole("button", { name: new RegExp(name) })).toBeDefined();
    expect(screen.queryByText(/No wallet was found/)).toBeNull();
  });

  it("is not offered twice where a wallet announces itself", async () => {
    const provider = legacyWallet();
    page.ethereum = provider;
    const info = { uuid: "1", name: "Quill", icon: "data:image/svg+xml,", rdns: "test.quill" };
    const announce = () =>
      window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail: Object.freeze({ info, provider }) }));
    window.addEventListener("eip6963:requestProvider", announce);
    await show();
    expect(await screen.findByRole("button", { name: /Quill/ })).toBeDefined();
    expect(screen.queryByRole("button", { name: new RegExp(name) })).toBeNull();
    window.removeEventListener("eip6963:requestProvider", announce);
  });
});

describe("a site's own module of wallets", () => {
  const chains: readonly Chain[] = [];
  const connector = (() => ({})) as never;

  it("adds its wallets", async () => {
    const asked: string[] = [];
    const load = async (url: string) => {
      asked.push(url);
      return { connectors: () => [connector, "nonsense"] };
    };
    expect(await loadWalletModule("/wallets.js", chains, load)).toEqual([connector]);
    expect(asked).toEqual([`${location.origin}/wallets.js`]);
  });

  it("is not run from another origin, and a broken one leaves the others as they are", async () => {
    const load = vi.fn(async () => ({ connectors: () => [connector] }));
    expect(await loadWalletModule("https://elsewhere.test/wallets.js", chains, load)).toEqual([]);
    expect(await loadWalletModule("//elsewhere.test/wallets.js", chains, load)).toEqual([]);
    expect(load).not.toHaveBeenCalled();
    for (const broken of [async () => ({}), async () => Promise.reject(new Error("404"))]) {
      expect(await loadWalletModule("/wallets.js", chains, broken)).toEqual([]);
    }
  });
});
