import { answerWithin } from "@colophon/sdk";
import { type Chain, defineChain, type Transport } from "viem";
import { type Config, type CreateConnectorFn, createConfig, createStorage, http, injected } from "wagmi";
import { type ChainConfig, hasDemo, type RuntimeConfig } from "../config/config.ts";
import { keptTexts } from "../lib/storage.ts";

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

/** A way to a node that waits while the node is busy, instead of handing its refusal to whoever asked. */
function patient(transport: Transport): Transport {
  return (parameters) => {
    // viem's own tries know some of the refusals, and wait for however long a node says.
    const way = transport({ ...parameters, retryCount: 0 });
    const request: typeof way.request = async (question, options) => {
      const first = way.request(question, options);
      // Nothing in place of an answer is a fault of the node too.
      if ((await first.catch(() => undefined)) !== undefined) return first as never;
      const { askAgain } = await import("../lib/askAgain.ts");
      return askAgain(first, () => way.request(question, options), way.value?.url, question) as never;
    };
    return { ...way, request };
  };
}

/** What a module of a site's own wallets exports: connectors as wagmi takes them, for the chains of the site. */
type WalletModule = { connectors: (site: { chains: readonly Chain[] }) => readonly CreateConnectorFn[] };

/** How a module is fetched; the code of others runs only if it is served by this site itself. */
type ImportModule = (url: string) => Promise<unknown>;

const importModule: ImportModule = (url) => import(/* @vite-ignore */ url);

/**
 * The connectors of a site's own module, such as one for WalletConnect, which is not part of this build. None if the
 * module is not of this site or does not work: the other wallets go on working.
 */
export async function loadWalletModule(
  path: string,
  chains: readonly Chain[],
  load: ImportModule = importModule,
): Promise<readonly CreateConnectorFn[]> {
  const url = new URL(path, location.href);
  if (url.origin !== location.origin) return [];
  try {
    // What the whole site waits for must not wait for a server that does not answer.
    const loaded = await answerWithin(10_000, () => load(url.href), undefined);
    if (!loaded) return [];
    const { connectors } = loaded as WalletModule;
    return connectors({ chains }).filter((connector) => typeof connector === "function");
  } catch {
    return [];
  }
}

/**
 * wagmi for the chains of this site. Wallets announce themselves (EIP-6963); one that only sets `window.ethereum` is
 * asked there, and others come from the site's own module. Nothing is registered anywhere.
 */
export async function createWalletConfig(config: RuntimeConfig): Promise<Config> {
  const [first, ...rest] = config.chains.map(toChain);
  if (!first) throw new Error("No chain is configured.");
  const chains = [first, ...rest] as const;
  const demo = config.chains.find(hasDemo);
  const [people, own] = await Promise.all([
    // A chunk of its own, which other chains never load.
    demo ? import("./demo/demoConnectors.ts").then(({ demoConnectors }) => demoConnectors(demo)) : [],
    config.walletModule ? loadWalletModule(config.walletModule, chains) : [],
  ]);
  return createConfig({
    chains,
    connectors: [...people, ...own, injected({ unstable_shimAsyncInject: 1_000 })],
    storage: createStorage({ storage: keptTexts, key: "colophon" }),
    transports: Object.fromEntries(
      // What is asked within a blink goes in one request. A busy node is waited for, then the person is told.
      chains.map((chain) => [
        chain.id,
        patient(http(chain.rpcUrls.default.http[0], { batch: { batchSize: 50, wait: 10 }, timeout: 30_000 })),
      ]),
    ),
    // How often a transaction is looked for. A local chain makes a block at once, and nobody pays for the question.
    pollingInterval: demo ? 300 : 1_500,
  });
}
