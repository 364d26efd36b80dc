import { type Deployment, endingAfter, parseServiceAddress, ServiceAddressError } from "@colophon/sdk";
import { createContext, useContext } from "react";
import type { Address, Hex } from "viem";
import { fields, listOf, Mistake, maybe, type Reader, text, whole, yesOrNo } from "./reading.ts";

type Currency = { name: string; symbol: string; decimals: number };

export type ChainConfig = {
  id: number;
  name: string;
  rpc: string;
  /** Where the index of this chain answers, such as "/index"; without one the pages read the chain alone. */
  index?: string | undefined;
  explorer?: string | undefined;
  currency: Currency;
  deployment: Deployment;
  tokens: (Currency & { address: Address })[];
  demo: boolean;
  /** What a demo person's account delegates to (EIP-7702) to do several things at once. */
  demoAccount?: Address | undefined;
};

/** What `/config.json` says: where the chains and the content store are. The same build serves every deployment. */
export type RuntimeConfig = {
  chains: ChainConfig[];
  /** A JavaScript module of this site that adds wallets, such as "/wallets.js": see docs/deployment.md. */
  walletModule?: string | undefined;
  /** Delivery services that pages may ask for the files of a licence: for whoever writes the policy of the site. */
  deliveries: string[];
  store: {
    gateways: string[];
    api: string | null;
    pinning: { url: string; token?: string | undefined } | null;
  };
  /** When these settings were fetched, in seconds since 1970, if the site does not answer now and they are kept ones. */
  kept?: number | undefined;
};

const address = text<Address>(/^0x[0-9a-fA-F]{40}$/);

/** The address of a service as somebody typed it into the settings, in the one form that paths are put behind. */
function service(whose: string, { behind, like = /^/ }: { behind?: string; like?: RegExp } = {}): Reader<string> {
  const typed = text();
  return (found, where) => {
    try {
      return text(like)(parseServiceAddress(typed(found, where), { whose, ...(behind && { behind }) }), where);
    } catch (error) {
      if (error instanceof ServiceAddressError) throw new Mistake(where, error.shortMessage);
      throw error;
    }
  };
}

const contract = fields<Deployment["contracts"]["works"]>({
  address,
  block: whole(),
  initCodeHash: text<Hex>(/^0x[0-9a-f]{64}$/),
});

const readChain = fields<ChainConfig>({
  id: whole(1),
  name: text(/^.{1,60}$/s),
  rpc: service("The node", { like: /./ }),
  index: maybe(service("The index"), undefined),
  explorer: maybe(service("The explorer", { like: /^http/ }), undefined),
  currency: fields<Currency>({ name: text(), symbol: text(), decimals: whole(0, 36) }),
  deployment: fields<Deployment>({
    chainId: whole(),
    contracts: fields<Deployment["contracts"]>({
      timestamps: contract,
      colophon: contract,
      works: contract,
      terms: contract,
      offers: contract,
      licences: contract,
      compliance: contract,
      royalties: contract,
      agreements: contract,
      assignments: contract,
    }),
  }),
  tokens: listOf(fields({ address, symbol: text(), name: text(), decimals: whole(0, 77) })),
  demo: maybe(yesOrNo, false),
  demoAccount: maybe(address, undefined),
});

const readChains: Reader<ChainConfig[]> = (found, where) => {
  const chains = listOf(readChain)(found, where);
  if (chains.length === 0) throw new Mistake(where);
  if (chains.some(({ id, deployment }) => id !== deployment.chainId))
    throw new Mistake(where, "A deployment is of another chain.");
  return chains;
};

/** The settings in a document that was parsed from JSON. Throws a {@link Mistake}. */
export function readConfig(document: unknown): RuntimeConfig {
  const read = fields<Omit<RuntimeConfig, "kept">>({
    chains: readChains,
    walletModule: maybe(text(/^\/(?!\/)/), undefined),
    deliveries: maybe(listOf(service("The delivery service")), []),
    store: fields<RuntimeConfig["store"]>({
      gateways: listOf(service("The gateway", { behind: "/ipfs" })),
      api: maybe(service("The store's API", { behind: "/api/v0" }), null),
      pinning: maybe(
        fields({ url: service("The pinning service", { behind: "/pins" }), token: maybe(text(), undefined) }),
        null,
      ),
    }),
  });
  return read(document, "");
}

/** Whether the demo people may appear: on the local development chain only, and only when this site says so. */
export function hasDemo(chain: ChainConfig): boolean {
  return chain.id === 31337 && chain.demo;
}

type ConfigResult =
  /** Also what the site's server said the time is, in seconds since 1970. */
  { ok: true; config: RuntimeConfig; time: number | undefined } | { ok: false; sentence: string };

/** When an answer was made, plus how long it lay in a cache since. */
function timeOf({ headers }: Response): number | undefined {
  const made = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(made) ? undefined : Math.floor(made / 1000) + (Number(headers.get("age")) || 0);
}

/** Reads `/config.json`, which this site must serve beside the page. */
export async function fetchConfig(url = "/config.json"): Promise<ConfigResult> {
  let document: unknown;
  let time: number | undefined;
  let kept: number | undefined;
  try {
    const response = await fetch(url, { cache: "no-store", signal: endingAfter(15_000) });
    if (!response.ok) return { ok: false, sentence: `This site answered "${response.status}" for its settings.` };
    time = timeOf(response);
    // Said by offline/serviceWorker.ts, of what it kept.
    kept = Date.parse(response.headers.get("x-colophon-kept") ?? "") / 1000 || undefined;
    document = await response.json();
  } catch (error) {
    const sentence =
      error instanceof SyntaxError
        ? "This site's settings are not readable."
        : "This site did not answer when the page asked for its settings. Is it still running?";
    return { ok: false, sentence };
  }
  try {
    return { ok: true, config: { ...readConfig(document), kept }, time };
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    const where = error.where || "the whole file";
    return { ok: false, sentence: `This site's settings have a mistake at "${where}". ${error.sentence}`.trim() };
  }
}

export const ConfigContext = createContext<RuntimeConfig | undefined>(undefined);

/** The settings this site serves. */
export function useRuntimeConfig(): RuntimeConfig {
  const config = useContext(ConfigContext);
  if (!config) throw new Error("useRuntimeConfig needs a ConfigContext above it.");
  return config;
}
