import { type ContentStore, type ContentStoreConfig, createContentStore } from "@colophon/sdk";
import type { Finding, ReadContext } from "@colophon/sdk/read";
import { keepPreviousData, type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useConfig } from "wagmi";
import { useRuntimeConfig } from "../config/config.ts";
import { useActiveChain, useChainHealth } from "./chain.ts";
import { type ChainClient, createChainClient } from "./chainClient.ts";
import { shareContent } from "./sharedReads.ts";
import { createDurableStore } from "./storage.ts";
import { latestTime } from "./time.ts";

/** Reads the active chain. For the SDK's `read…` functions. */
export function useChainClient(): ChainClient {
  const { id } = useActiveChain();
  return createChainClient(useConfig().getClient({ chainId: id }));
}

/** Licence texts and facts of deals that this device keeps, by their SHA-256: those of a quote are nowhere else. */
export const keptDocuments = createDurableStore<Uint8Array>("documents");

/** A content store that is asked only for what this device does not keep. */
const keptFirst = (store: ContentStore): ContentStore => ({
  ...store,
  async get(address, options) {
    const bytes = await keptDocuments.get(address);
    return bytes ? { status: "found", bytes, gateway: "", attempts: [] } : store.get(address, options);
  },
});
const stores = new WeakMap<ContentStoreConfig, ContentStore>();

/** The one store of a site's settings, whoever asks it. */
function storeOf(settings: ContentStoreConfig): ContentStore {
  const known = stores.get(settings) ?? keptFirst(shareContent(createContentStore(settings)));
  stores.set(settings, known);
  return known;
}

/** Where the SDK's `read…` functions look: the active chain, our contracts on it, and the content store. */
export function useReadContext(): ReadContext {
  const { store } = useRuntimeConfig();
  const { deployment } = useActiveChain();
  const client = useChainClient();
  return useMemo(() => ({ client, deployment, store: storeOf(store) }), [client, deployment, store]);
}

/** What can be asked of the chain: the first word of each key, so that two questions never share one by accident. */
type QuestionName =
  | "accepted"
  | "agents"
  | "agreement"
  | "agreements-of"
  | "ancestors"
  | "arbitration-cost"
  | "arriving"
  | "assignments"
  | "basket"
  | "claimable"
  | "claims"
  | "clearance"
  | "conflict"
  | "controllers"
  | "credits"
  | "derivatives"
  | "earnings"
  | "grants"
  | "history"
  | "holding"
  | "is-licensed"
  | "known-files"
  | "licence"
  | "licences-of"
  | "licences-sold"
  | "not-before"
  | "offer"
  | "offers"
  | "order"
  | "owed"
  | "parent-works"
  | "parents"
  | "payments"
  | "permission"
  | "proceeds"
  | "published"
  | "quote"
  | "sale-allowance"
  | "settlements"
  | "shares"
  | "stamp"
  | "standing"
  | "sublicences"
  | "tasks"
  | "terms"
  | "till"
  | "transaction"
  | "venture"
  | "versions"
  | "shown-licence"
  | "work"
  | "works";

/** A question to the chain: how it is read, and a key that names it with everything that it depends on. */
export type Question<Value> = {
  key: readonly [QuestionName, ...(string | number | boolean | undefined)[]];
  read: (context: ReadContext) => Promise<Finding<Value>>;
};

type UseFindingOptions<Value> = {
  /** Goes on showing the last answer while the next one is read. */
  keep?: boolean;
  /** After how many milliseconds an answer is asked for anew; never if missing. */
  again?: (answer: Finding<Value>) => number;
};

const keyOf = ({ deployment }: ReadContext, question: Question<unknown> | undefined) => [
  "chain",
  deployment.chainId,
  ...(question?.key ?? []),
];

/**
 * A question to the chain, asked with one of the SDK's `read…` functions; undefined while there is nothing to ask. What
 * several pages ask has its hook in `reads.ts`, so that its key is written once.
 */
export function useFinding<Value>(
  question: Question<Value> | undefined,
  { keep = false, again }: UseFindingOptions<Value> = {},
): UseQueryResult<Finding<Value>> {
  const context = useReadContext();
  return useQuery({
    queryKey: keyOf(context, question),
    queryFn: () => {
      if (!question) throw new Error("There is nothing to ask.");
      return question.read(context);
    },
    enabled: question !== undefined,
    // An answer of "cannot know" is asked for again sooner.
    refetchInterval: ({ state: { data, status } }) => {
      if (data && again) return again(data);
      return data?.status === "unknown" || status === "error" ? 15_000 : false;
    },
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Asks a question anew when it is called, whatever is shown: what shows it shows the new answer too. */
export function useAskAnew<Value>({ key, read }: Question<Value>): () => Promise<Finding<Value>> {
  const context = useReadContext();
  const queries = useQueryClient();
  return () =>
    queries.fetchQuery({ queryKey: keyOf(context, { key, read }), queryFn: () => read(context), staleTime: 0 });
}

/** What counts as now, in seconds since 1970: this device's clock, or the chain's latest block if that is later. */
export function useHeadTime(): number {
  const { data } = useChainHealth();
  return latestTime({ time: data?.status === "ok" ? data.time : 0 });
}
