import type { At, IndexError } from "@colophon/sdk/index-api";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useChainHealth } from "../lib/chain.ts";
import { count, formatNumber } from "../lib/format.ts";
import { useIndexTrouble } from "../lib/useIndex.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Time } from "../ui/values.tsx";

/** More blocks than an index lags by when all is well. */
const usual = 5;

type IndexFreshnessProps = {
  at: At;
  /** Leaves out what a page has said already. */
  brief?: boolean;
};

/** Says that something comes from the index, as of which block, and how far that is behind the chain. */
export function IndexFreshness({ at, brief = false }: IndexFreshnessProps) {
  const { data } = useChainHealth();
  const behind = data?.status === "ok" ? Math.max(0, Number(data.block) - at.block) : undefined;
  if (brief && (data === undefined || (behind !== undefined && behind <= usual))) {
    return <p className="text-sm text-soft">From the index, as of block {formatNumber(at.block)}.</p>;
  }
  return (
    <p className={behind !== undefined && behind > usual ? "text-sm text-warn" : "text-sm text-soft"}>
      From the index, as of <Time seconds={at.time} block={at.block} />
      {behind === undefined
        ? ". How far that is behind the chain cannot be known now."
        : behind === 0
          ? ", level with the chain."
          : `, ${count(behind, "block")} behind the chain. What happened since is missing here.`}{" "}
      Each entry leads to a page that reads the chain itself.
      <IndexTrouble />
    </p>
  );
}

/** What the index itself says is wrong with it: it is asked only where a page says more of it than a line. */
function IndexTrouble() {
  const trouble = useIndexTrouble();
  return trouble ? <strong className="block font-semibold text-warn">{trouble}</strong> : null;
}

type IndexFailureProps = {
  error: IndexError;
  onRetry: () => void;
  busy?: boolean;
};

/** The index did not answer: why, what to do, and what works without it. */
export function IndexFailure({ error, onRetry, busy = false }: IndexFailureProps) {
  const { problem } = error;
  const titles = {
    unreachable: "The index cannot be reached",
    starting: "The index is still reading the chain",
    refused: "The index cannot answer that",
    "not-found": "The index does not know that",
    unreadable: "The index gave an unreadable answer",
  } as const;
  return (
    <Notice
      tone={problem === "starting" ? "info" : "warning"}
      title={titles[problem]}
      urgent
      actions={
        <Button variant="secondary" size="small" busy={busy} onClick={onRetry}>
          Try again
        </Button>
      }
    >
      <p>{error.shortMessage}</p>
      {problem === "starting" ? <p>This page asks again by itself.</p> : null}
      {problem === "unreachable" || problem === "starting" || problem === "unreadable" ? <WithoutIndex /> : null}
    </Notice>
  );
}

/** Says what a page cannot do on a site without an index. */
export function NoIndex({ children }: { children: ReactNode }) {
  return (
    <Notice title="This site has no index">
      <p>{children}</p>
      <WithoutIndex />
    </Notice>
  );
}

/** What still works when there is no index: whatever is about one thing, because the chain answers it alone. */
function WithoutIndex() {
  return (
    <p>
      The chain itself is not affected: you can still{" "}
      <Link href="/verify" className="link">
        check a file or a number
      </Link>
      , go through{" "}
      <Link href="/works" className="link">
        the works as the chain lists them
      </Link>
      , and see{" "}
      <Link href="/licences" className="link">
        your licences
      </Link>{" "}
      and{" "}
      <Link href="/earn" className="link">
        your earnings
      </Link>
      .
    </p>
  );
}
