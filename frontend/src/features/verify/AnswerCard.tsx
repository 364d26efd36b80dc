import type { BlockRef } from "@colophon/sdk/read";
import { CircleCheck, CircleHelp, CircleSlash, CircleX } from "lucide-react";
import type { ReactNode } from "react";
import { type AskedChain, unknownOf } from "../../flow/Read.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { LimitsStatement } from "../../parts/LimitsStatement.tsx";
import { Button } from "../../ui/button.tsx";
import { classNames } from "../../ui/classNames.ts";
import { Card } from "../../ui/page.tsx";
import { LoadingState } from "../../ui/states.tsx";
import { Time } from "../../ui/values.tsx";

export type AnswerKind = "found" | "not-found" | "unknown" | "contradiction";

type AnswerCardProps = {
  kind: AnswerKind;
  /** Instead of the kind's own word. */
  word?: string | undefined;
  /** One sentence. */
  title: ReactNode;
  /** The block that the answer holds for. */
  block?: { number: number; time: number } | undefined;
  /** Shown whatever the kind is, instead of the site's own statement beside what was found. */
  limits?: string | undefined;
  children?: ReactNode;
};

const looks: Record<AnswerKind, { word: string; icon: typeof CircleCheck; border: string; colour: string }> = {
  found: { word: "Found", icon: CircleCheck, border: "border-ok", colour: "text-ok" },
  "not-found": { word: "Not found", icon: CircleSlash, border: "border-edge", colour: "text-soft" },
  unknown: { word: "Cannot know", icon: CircleHelp, border: "border-warn", colour: "text-warn" },
  contradiction: { word: "Does not fit", icon: CircleX, border: "border-danger", colour: "text-danger" },
};

/** An answer, with the evidence for it and its limits. */
export function AnswerCard({ kind, word, title, block, limits, children }: AnswerCardProps) {
  const { word: usual, icon: Icon, border, colour } = looks[kind];
  return (
    <Card className={classNames("grid gap-5", border)}>
      <div>
        <p className={classNames("mb-2 flex items-center gap-2 font-semibold", colour)}>
          <Icon aria-hidden="true" className="size-5" />
          {word ?? usual}
        </p>
        <p className="max-w-3xl font-serif text-2xl leading-snug [overflow-wrap:anywhere]">{title}</p>
      </div>
      {children}
      {block || limits || kind === "found" ? (
        <div className="grid gap-1 border-rule border-t pt-4 text-soft text-sm">
          {block ? (
            <p>
              Read from the chain as of <Time seconds={block.time} block={block.number} />.
            </p>
          ) : null}
          {limits ? <p>{limits}</p> : kind === "found" ? <LimitsStatement /> : null}
        </div>
      ) : null}
    </Card>
  );
}

/** The chain or something else could not be asked. Never taken for "not found". */
export function UnknownAnswer({ sentence, onRetry, busy }: { sentence: string; onRetry: () => void; busy: boolean }) {
  return (
    <AnswerCard kind="unknown" title={sentence}>
      <div>
        <Button variant="secondary" size="small" busy={busy} onClick={onRetry}>
          Try again
        </Button>
      </div>
    </AnswerCard>
  );
}

type ReadAnswerProps<Value> = {
  of: AskedChain<Value>;
  /** What the chain's "there is none" means here. */
  none: (block: BlockRef) => ReactNode;
  children: (value: Value, block: BlockRef) => ReactNode;
};

/** A question to the chain as an answer of this page: found, not found, or a reason why nobody can know. */
export function ReadAnswer<Value>({ of, none, children }: ReadAnswerProps<Value>) {
  const { name } = useActiveChain();
  const { data, isFetching = false, refetch } = of;
  if (data?.status === "found") return children(data.value, data.block);
  if (data?.status === "not-found") return none(data.block);
  const sentence = unknownOf(of);
  if (sentence === undefined) return <LoadingState label={`Looking on ${name}`} />;
  return <UnknownAnswer sentence={sentence} onRetry={() => refetch()} busy={isFetching} />;
}
