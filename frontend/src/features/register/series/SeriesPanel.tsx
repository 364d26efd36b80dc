import { explainError, formatId, visibleText } from "@colophon/sdk";
import { useCallback, useMemo } from "react";
import type { Address } from "viem";
import { Link } from "wouter";
import { OutcomeHeading, useBecame } from "../../../flow/Outcome.tsx";
import { TransactionButton } from "../../../flow/TransactionButton.tsx";
import { useActiveChain } from "../../../lib/chain.ts";
import { count, formatNumber, wordFor } from "../../../lib/format.ts";
import { useReadContext } from "../../../lib/useFinding.ts";
import { buttonClasses } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Card } from "../../../ui/page.tsx";
import { ErrorState, ProgressBar } from "../../../ui/states.tsx";
import { storeUploads } from "../visible/publicFiles.ts";
import { type Pictures, useCovers } from "./covers.ts";
import { prepareSeries, type SeriesDraft, type SeriesWork, worksAtOnce } from "./series.ts";

type SeriesPanelProps = {
  stamped: string;
  draft: SeriesDraft;
  works: readonly SeriesWork[];
  /** Those that the register has. */
  known: ReadonlyMap<bigint, Address>;
  account: Address;
  /** What covers are drawn from. */
  pictures?: Pictures;
  /** What is missing in the form; undefined if it is complete. */
  problem: string | undefined;
};

const noPictures: Pictures = new Map();

const listed = (names: readonly string[]) =>
  `${names
    .slice(0, 3)
    .map((name) => `“${visibleText(name)}”`)
    .join(", ")}${names.length > 3 ? ` and ${formatNumber(names.length - 3)} more` : ""}`;

/** The transactions of a series, one after the other. What the chain has is done, also after a reload or on another day. */
export function SeriesPanel({
  stamped,
  draft,
  works,
  known,
  account,
  pictures = noPictures,
  problem,
}: SeriesPanelProps) {
  const { deployment } = useActiveChain();
  const { store } = useReadContext();
  const left = useMemo(() => works.filter(({ id }) => !known.has(id)), [works, known]);
  const next = useMemo(() => left.slice(0, worksAtOnce), [left]);
  const done = works.length - left.length;
  const fresh = useBecame(left.length === 0);
  const { drawn, drawing } = useCovers(next, pictures);
  const prepared = useMemo(() => {
    if (problem !== undefined || drawing) return [];
    try {
      return prepareSeries({ draft, works: next, covers: drawn.covers, all: works.length, deployment, account });
    } catch (error) {
      return { problem: explainError(error).sentence };
    }
  }, [draft, next, drawing, drawn, works.length, deployment, account, problem]);
  const ready = Array.isArray(prepared) ? prepared : undefined;
  const calls = useMemo(() => (ready?.length ? ready.flatMap(({ calls: each }) => each) : undefined), [ready]);
  const beforeSigning = useCallback(
    () => storeUploads(store, ready?.flatMap(({ uploads }) => uploads) ?? []),
    [store, ready],
  );

  if (left.length === 0) {
    return (
      <Card className="grid gap-4">
        <OutcomeHeading fresh={fresh}>All {formatNumber(works.length)} are in the register</OutcomeHeading>
        <p className="max-w-prose text-soft">
          Make an offer for the first of them. When it is open you can offer all the others under the same terms.
        </p>
        <p className="flex flex-wrap gap-3">
          <Link href={`/work/${formatId(works[0]?.id ?? 0n, "work")}/offer`} className={buttonClasses()}>
            Make an offer
          </Link>
          <Link href="/portfolio" className={buttonClasses("secondary")}>
            See your works
          </Link>
        </p>
      </Card>
    );
  }
  const portions = Math.ceil(left.length / worksAtOnce);
  return (
    <Card className="grid gap-5">
      <div className="grid gap-2">
        <p role="status" className="font-medium">
          {formatNumber(done)} of {count(works.length, "work")} registered
        </p>
        <ProgressBar label="Works registered" value={done / works.length} />
      </div>
      <p className="max-w-prose">
        One transaction takes {formatNumber(next.length)} of them, so your wallet asks{" "}
        {wordFor(portions, "once", `${formatNumber(portions)} times`)}. You may stop after any of them and go on later:
        what is registered stays, and this page asks the chain what is left. Before each, the descriptions go to the
        public content store.
      </p>
      {drawn.undrawn.length > 0 ? (
        <Notice tone="warning">
          <p>
            Your browser cannot open {listed(drawn.undrawn)} as a picture, so{" "}
            {wordFor(drawn.undrawn.length, "it gets", "they get")} a cover of patterned paper.
          </p>
        </Notice>
      ) : null}
      {ready ? (
        <TransactionButton
          key={next[0]?.opening.commitment}
          intent={`register-series:${stamped}:${next[0]?.opening.commitment}:${next.length}`}
          title={`Register ${count(next.length, "work")} of “${draft.description.title.trim()}”`}
          calls={calls}
          label={`Publish and register ${formatNumber(next.length)}`}
          href={`/register/series/${stamped}`}
          incomplete={
            problem ?? (drawing && `Drawing covers: ${formatNumber(drawing.done)} of ${formatNumber(drawing.wanted)}`)
          }
          beforeSigning={beforeSigning}
        />
      ) : (
        <ErrorState title="These cannot be registered as they are">
          <p>{"problem" in prepared ? prepared.problem : ""}</p>
        </ErrorState>
      )}
    </Card>
  );
}
