import { lazy, Suspense } from "react";
import { useConnection } from "wagmi";
import { useRuntimeConfig } from "../config/config.ts";
import { useActiveChain, useChainHealth } from "../lib/chain.ts";

// What most people never see: words for chains that fail, how wallets are asked to switch, and what they answer.
const ChainProblem = lazy(() => import("./ChainProblem.tsx").then((module) => ({ default: module.ChainProblem })));
const WrongNetwork = lazy(() => import("./WrongNetwork.tsx").then((module) => ({ default: module.WrongNetwork })));

/** Says when the chain or the wallet's network is not what this page needs, and offers the way out. */
export function NetworkNotice() {
  const chain = useActiveChain();
  const { data, isFetching, refetch } = useChainHealth();
  const { chainId, isConnected } = useConnection();
  const { kept } = useRuntimeConfig();
  // Without a network that is said already, of the whole site.
  const said = kept && data?.status === "unreachable";
  const problem = data && data.status !== "ok" && !said ? data : undefined;
  const wrong = isConnected && chainId !== undefined && chainId !== chain.id;
  if (!problem && !wrong) return null;
  return (
    <div className="mx-auto grid max-w-6xl gap-3 px-4 pt-4 sm:px-6">
      <Suspense>
        {problem ? (
          <ChainProblem health={problem} name={chain.name} busy={isFetching} onRetry={() => void refetch()} />
        ) : null}
        {wrong ? <WrongNetwork chain={chain} /> : null}
      </Suspense>
    </div>
  );
}
