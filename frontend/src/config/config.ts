import { endingAfter, parseServiceAddress, ServiceAddressError } from "@colophon/sdk";
import { createContext, useContext } from "react";
import * as v from "valibot";
import { safeParse } from "valibot";

const Address = v.pipe(
  v.string(),
  v.regex(/^0x[0-9a-fA-F]{40}$/),
  v.transform((text) => text as `0x${string}`),
);

const Bytes32 = v.pipe(
  v.string(),
  v.regex(/^0x[0-9a-f]{64}$/),
  v.transform((text) => text as `0x${string}`),
);

/** The address of a service as somebody typed it into the settings, in the one form that paths are put behind. */
function serviceAddress(whose: string, behind?: string) {
  return v.pipe(
    v.string(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      try {
        return parseServiceAddress(dataset.value, { whose, ...(behind && { behind }) });
      } catch (error) {
        if (!(error instanceof ServiceAddressError)) throw error;
        addIssue({ message: error.shortMessage });
        return NEVER;
      }
    }),
  );
}

const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const Contract = v.object({ address: Address, block: Whole, initCodeHash: Bytes32 });

const Chain = v.object({
  id: v.pipe(Whole, v.minValue(1)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  rpc: v.pipe(serviceAddress("The node"), v.minLength(1)),
  /** Where the index of this chain answers, such as "/index"; without one the pages read the chain alone. */
  index: v.pipe(
    v.nullish(serviceAddress("The index")),
    v.transform((base) => base ?? undefined),
  ),
  explorer: v.optional(v.pipe(serviceAddress("The explorer"), v.url())),
  currency: v.object({ name: v.string(), symbol: v.string(), decimals: v.pipe(Whole, v.maxValue(36)) }),
  deployment: v.object({
    chainId: Whole,
    contracts: v.object({
      timestamps: Contract,
      colophon: Contract,
      works: Contract,
      terms: Contract,
      offers: Contract,
      licences: Contract,
      compliance: Contract,
      royalties: Contract,
      agreements: Contract,
    }),
  }),
  tokens: v.array(
    v.object({ address: Address, symbol: v.string(), name: v.string(), decimals: v.pipe(Whole, v.maxValue(77)) }),
  ),
  demo: v.optional(v.boolean(), false),
  /** What a demo person's account delegates to (EIP-7702) to do several things at once. */
  demoAccount: v.optional(Address),
});

/** What `/config.json` says: where the chains and the content store are. The same build serves every deployment. */
export const RuntimeConfig = v.object({
  chains: v.pipe(
    v.array(Chain),
    v.minLength(1),
    v.check((chains) => chains.every((chain) => chain.id === chain.deployment.chainId), "deployment of another chain"),
  ),
  /** A JavaScript module of this site that adds wallets, such as "/wallets.js": see docs/deployment.md. */
  walletModule: v.pipe(
    v.nullish(v.pipe(v.string(), v.regex(/^\/(?!\/)/))),
    v.transform((path) => path ?? undefined),
  ),
  store: v.object({
    gateways: v.array(serviceAddress("The gateway", "/ipfs")),
    api: v.nullable(serviceAddress("The store's API", "/api/v0")),
    pinning: v.nullable(
      v.object({ url: serviceAddress("The pinning service", "/pins"), token: v.optional(v.string()) }),
    ),
  }),
});

export type RuntimeConfig = v.InferOutput<typeof RuntimeConfig>;

export type ChainConfig = RuntimeConfig["chains"][number];

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
  try {
    const response = await fetch(url, { cache: "no-store", signal: endingAfter(15_000) });
    if (!response.ok) return { ok: false, sentence: `This site answered "${response.status}" for its settings.` };
    time = timeOf(response);
    document = await response.json();
  } catch (error) {
    const sentence =
      error instanceof SyntaxError
        ? "This site's settings are not readable."
        : "This site did not answer when the page asked for its settings. Is it still running?";
    return { ok: false, sentence };
  }
  const parsed = safeParse(RuntimeConfig, document);
  if (parsed.success) return { ok: true, config: parsed.output, time };
  const [issue] = parsed.issues;
  const where = issue.path?.map((item) => String(item.key)).join(".") ?? "the whole file";
  return {
    ok: false,
    sentence: `This site's settings have a mistake at "${where}".${issue.type === "raw_transform" ? ` ${issue.message}` : ""}`,
  };
}

export const ConfigContext = createContext<RuntimeConfig | undefined>(undefined);

/** The settings this site serves. */
export function useRuntimeConfig(): RuntimeConfig {
  const config = useContext(ConfigContext);
  if (!config) throw new Error("useRuntimeConfig needs a ConfigContext above it.");
  return config;
}
