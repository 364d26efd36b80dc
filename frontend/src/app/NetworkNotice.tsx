import { lazy, Suspense } from "react";
import { useConnection } from "wagmi";
import { useRuntimeConfig } from "../config/config.ts";
import { type ChainHealth, useActiveChain, useChainHealth } from "../lib/chain.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";

// What most people never see: it comes with how wallets are asked to switch, and with words for what they answer.
const WrongNetwork = lazy(() => import("./WrongNetwork.tsx").then((module) => ({ default: module.WrongNetwork })));

function chainProblem(health: ChainHealth, name: string): string | undefined {
  switch (health.status) {
    case "ok":
      return undefined;
    case "unreachable":
      return `${name} does not answer right now. You can still hash files and read what is on this device; what is on the chain cannot be known until it answers again.`;
    case "other-chain":
      return `The server for ${name} answers for another chain (number ${health.id}). Nothing can be read or sent until this is put right.`;
    case "no-contracts":
      return `${name} answers, but Colophon's contracts are not there. If this is your own local chain, it may have been started anew.`;
  }
}

/** Says when the chain or the wallet's network is not what this page needs, and offers the way out. */
export function NetworkNotice() {
  const chain = useActiveChain();
  const health = useChainHealth();
  const { chainId, isConnected } = useConnection();
  const { kept } = useRuntimeConfig();
  // Without a network that is said already, of the whole site.
  const said = kept && health.data?.status === "unreachable";
  const problem = health.data && !said ? chainProblem(health.data, chain.name) : undefined;
  const wrong = isConnected && chainId !== undefined && chainId !== chain.id;
  if (!problem && !wrong) return null;
  return (
    <div className="mx-auto grid max-w-6xl gap-3 px-4 pt-4 sm:px-6">
      {problem ? (
        <Notice
          tone="warning"
          urgent
          actions={
            <Button size="small" variant="secondary" busy={health.isFetching} onClick={() => health.refetch()}>
              Try again
            </Button>
          }
        >
          <p>{problem}</p>
        </Notice>
      ) : null}
      {wrong ? (
        <Suspense>
          <WrongNetwork chain={chain} />
        </Suspense>
      ) : null}
    </div>
  );
}
