import { useSwitchChain } from "wagmi";
import type { ChainConfig } from "../config/config.ts";
import { walletProblem } from "../lib/walletProblem.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";

/** Says that the wallet is on another network, and switches it. */
export function WrongNetwork({ chain }: { chain: ChainConfig }) {
  const switching = useSwitchChain();
  return (
    <Notice
      tone="warning"
      urgent
      actions={
        <Button size="small" busy={switching.isPending} onClick={() => switching.mutate({ chainId: chain.id })}>
          Switch to {chain.name}
        </Button>
      }
    >
      <p>Your wallet is on another network. You can read everything here; to sign, switch it to {chain.name}.</p>
      {switching.error ? <p>{walletProblem(switching.error)}</p> : null}
    </Notice>
  );
}
