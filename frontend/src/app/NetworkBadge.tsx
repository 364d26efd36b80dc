import { Badge } from "../components/Badge.tsx";
import { useActiveChain } from "../lib/chain/useActiveChain.ts";
import { useChainHealth } from "../lib/chain/useChainHealth.ts";

export function NetworkBadge() {
  const chain = useActiveChain();
  const { data } = useChainHealth();
  const failing = data !== undefined && data.status !== "ok";
  return (
    <span
      className="hidden lg:inline"
      title={data?.status === "ok" ? `Block ${data.block.toLocaleString("en-GB")}` : undefined}
    >
      <Badge tone={failing ? "danger" : "neutral"}>
        {chain.name}
        {failing ? ": no answer" : ""}
      </Badge>
    </span>
  );
}
