import type { ChainHealth } from "../lib/chain.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";

type ChainProblemProps = {
  health: Exclude<ChainHealth, { status: "ok" }>;
  /** Of the chain. */
  name: string;
  busy: boolean;
  onRetry: () => void;
};

/** Says what is the matter with a chain that cannot be read, and what still works. */
export function ChainProblem({ health, name, busy, onRetry }: ChainProblemProps) {
  return (
    <Notice
      tone="warning"
      urgent
      actions={
        <Button size="small" variant="secondary" busy={busy} onClick={onRetry}>
          Try again
        </Button>
      }
    >
      <p>{problemInWords(health, name)}</p>
    </Notice>
  );
}

function problemInWords(health: ChainProblemProps["health"], name: string): string {
  switch (health.status) {
    case "unreachable":
      return `${name} does not answer right now. You can still hash files and read what is on this device; what is on the chain cannot be known until it answers again.`;
    case "other-chain":
      return `The server for ${name} answers for another chain (number ${health.id}). Nothing can be read or sent until this is put right.`;
    case "no-contracts":
      return `${name} answers, but Colophon's contracts are not there. If this is your own local chain, it may have been started anew.`;
  }
}
