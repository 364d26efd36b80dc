import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { custom, defineChain } from "viem";
import { createConfig, createConnector, createStorage, noopStorage } from "wagmi";
import { Providers } from "../app/Providers.tsx";
import type { fakeChain } from "./fakeChain.ts";
import { configFixture } from "./fixtures.ts";

export const testAccount = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

export type RenderPageParameters = {
  chain: ReturnType<typeof fakeChain>;
  /** The number of the chain that the wallet is on; undefined for no wallet at all. */
  walletChainId?: number;
  /** Where the site says that its index is; undefined for none. */
  index?: string;
};

/** Shows a part of the site as it is shown there: with settings, a chain and perhaps a wallet. */
export function renderPage(content: ReactNode, { chain, walletChainId, index }: RenderPageParameters) {
  const local = defineChain({
    id: 31337,
    name: "Local chain",
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: ["http://127.0.0.1:1"] } },
  });
  const wallet = createConnector(() => ({
    id: "test",
    name: "Test wallet",
    type: "test",
    connect: async () => ({ accounts: [testAccount] as never, chainId: walletChainId ?? 31337 }),
    disconnect: async () => {},
    getAccounts: async () => [testAccount],
    getChainId: async () => walletChainId ?? 31337,
    getProvider: async () => chain,
    // A wallet that allowed this page before is connected again by itself.
    isAuthorized: async () => walletChainId !== undefined,
    onAccountsChanged() {},
    onChainChanged() {},
    onDisconnect() {},
  }));
  const wallets = createConfig({
    chains: [local],
    connectors: [wallet],
    storage: createStorage({ storage: noopStorage }),
    multiInjectedProviderDiscovery: false,
    transports: { 31337: custom(chain, { retryCount: 0 }) },
    pollingInterval: 20,
  });
  return render(
    <Providers
      config={{ ...configFixture, chains: configFixture.chains.map((one) => ({ ...one, index })) }}
      wallets={wallets}
      names={new Map()}
    >
      {content}
    </Providers>,
  );
}
