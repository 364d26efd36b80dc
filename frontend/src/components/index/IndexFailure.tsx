import { IndexError } from "../../lib/index/IndexError.ts";
import { Button } from "../Button.tsx";
import { Notice } from "../Notice.tsx";
import { WithoutIndex } from "./WithoutIndex.tsx";

export type IndexFailureProps = {
  error: Error;
  onRetry: () => void;
  busy?: boolean;
};

/** The index did not answer: why, what to do, and what works without it. */
export function IndexFailure({ error, onRetry, busy = false }: IndexFailureProps) {
  const problem = error instanceof IndexError ? error.problem : "unreachable";
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
      <p>{error.message}</p>
      {problem === "starting" ? <p>This page asks again by itself.</p> : null}
      {problem === "unreachable" || problem === "starting" || problem === "unreadable" ? <WithoutIndex /> : null}
    </Notice>
  );
}
