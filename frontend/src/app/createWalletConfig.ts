import { type Chain, defineChain } from "viem";
import { type Config, type CreateConnectorFn, createConfig, createStorage, http } from "wagmi";
import { type ChainConfig, hasDemo, type RuntimeConfig } from "../config/config.ts";

function toChain(chain: ChainConfig): Chain {
  return defineChain({
    id: chain.id,
    name: chain.name,
    nativeCurrency: chain.currency,
    // Wallets need a whole address when they are asked to add the chain.
    rpcUrls: { default: { http: [new URL(chain.rpc, location.href).href] } },
    ...(chain.explorer ? { blockExplorers: { default: { name: "Explorer", url: chain.explorer } } } : {}),
    ...(chain.id === 31337 ? { testnet: true } : {}),
  });
}

/** wagmi for the chains of this site. Wallets announce themselves (EIP-6963); nothing is registered anywhere. */
export async function createWalletConfig(config: RuntimeConfig): Promise<Config> {
  const [first, ...rest] = config.chains.map(toChain);
  if (!first) throw new Error("No chain is configured.");
  const chains = [first, ...rest] as const;
  const demo = config.chains.find(hasDemo);
  // A chunk of its own, which other chains never load.
  const connectors: CreateConnectorFn[] = demo ? (await import("./demo/demoConnectors.ts")).demoConnectors(demo) : [];
  return createConfig({
    chains,
    connectors,
    storage: createStorage({ storage: window.localStorage, key: "colophon" }),
    transports: Object.fromEntries(
      // What is asked in the same moment goes in one request. Two more tries for a busy server, then the person is told.
      chains.map((chain) => [
        chain.id,
        http(chain.rpcUrls.default.http[0], { batch: { batchSize: 50 }, retryCount: 2, timeout: 30_000 }),
      ]),
    ),
    // How often a transaction is looked for. A local chain makes a block at once, and nobody pays for the question.
    pollingInterval: demo ? 300 : 1_500,
  });
}
