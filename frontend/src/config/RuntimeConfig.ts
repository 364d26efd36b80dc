import * as v from "valibot";

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
const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Contract = v.object({ address: Address, block: Whole, initCodeHash: Bytes32 });

const Chain = v.object({
  id: v.pipe(Whole, v.minValue(1)),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  rpc: v.pipe(v.string(), v.minLength(1)),
  /** Where the index of this chain answers, such as "/index"; without one the pages read the chain alone. */
  index: v.pipe(
    v.nullish(v.pipe(v.string(), v.regex(/^(\/|https?:\/\/)/))),
    v.transform((base) => base ?? undefined),
  ),
  explorer: v.optional(v.pipe(v.string(), v.url())),
  currency: v.object({ name: v.string(), symbol: v.string(), decimals: v.pipe(Whole, v.maxValue(36)) }),
  deployment: v.object({
    chainId: Whole,
    contracts: v.object({
      timestamps: Contract,
      colophon: Contract,
      works: Contract,
      terms: Contract,
      licences: Contract,
      compliance: Contract,
      royalties: Contract,
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
  store: v.object({
    gateways: v.array(v.string()),
    api: v.nullable(v.string()),
    pinning: v.nullable(v.object({ url: v.string(), token: v.optional(v.string()) })),
  }),
});

export type RuntimeConfig = v.InferOutput<typeof RuntimeConfig>;
export type ChainConfig = RuntimeConfig["chains"][number];
export type TokenConfig = ChainConfig["tokens"][number];
