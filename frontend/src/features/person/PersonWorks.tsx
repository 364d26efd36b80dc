import { showableTitle } from "@colophon/sdk";
import type { IndexedWork } from "@colophon/sdk/index-api";
import { useState } from "react";
import { formatNumber } from "../../lib/format.ts";
import { formatTime } from "../../lib/time.ts";
import { categoryLabel } from "../../lib/work.ts";
import { WorkHit } from "../../parts/hits.tsx";
import { buttonClasses } from "../../ui/button.tsx";
import { Fold } from "../../ui/Fold.tsx";

type WorksProps = { works: readonly IndexedWork[] };

/** The works by their kind, one kind at a time where there are several. */
export function PersonWorks({ works }: WorksProps) {
  const [kind, setKind] = useState<string>();
  const kinds = [...new Set(works.map(({ category }) => category))];
  if (works.length === 0) return <p className="text-soft">This account has registered no work.</p>;
  const shown = works.filter(({ category }) => kind === undefined || category === kind);
  return (
    <div className="grid gap-6">
      {kinds.length > 1 ? (
        <fieldset className="flex flex-wrap gap-2">
          <legend className="sr-only">Which kind</legend>
          {[undefined, ...kinds].map((each) => (
            <button
              key={each ?? "all"}
              type="button"
              aria-pressed={kind === each}
              onClick={() => setKind(each)}
              className={buttonClasses(kind === each ? "primary" : "secondary", "small")}
            >
              {each === undefined ? `All ${works.length}` : categoryLabel(each)}
            </button>
          ))}
        </fieldset>
      ) : null}
      <WorkRows works={shown} />
    </div>
  );
}

function WorkRows({ works }: WorksProps) {
  return (
    <ul className="grid gap-8 xl:grid-cols-2">
      {works.map((work) => (
        <li key={work.id}>
          <WorkHit work={work} own />
        </li>
      ))}
    </ul>
  );
}

/** As many titles stand in the line of a series. */
const mostTitles = 3;

/**
 * Works that were registered together, in one block: what the register itself knows of a series. None is shown where
 * every work came alone.
 */
export function seriesIn(works: readonly IndexedWork[]): IndexedWork[][] {
  const together = new Map<number, IndexedWork[]>();
  for (const work of works) {
    const { block } = work.registeredAt;
    together.set(block, [...(together.get(block) ?? []), work]);
  }
  return [...together.values()].filter((series) => series.length > 1);
}

/** The series of a creator, each closed under the first of its titles. */
export function PersonSeries({ series }: { series: readonly (readonly IndexedWork[])[] }) {
  return (
    <ul className="grid gap-4">
      {series.map((works) => {
        const [first] = works;
        return first ? (
          <li key={first.registeredAt.block}>
            <Fold
              late
              title={titlesOf(works)}
              note={`${formatNumber(works.length)} works, registered together on ${formatTime(first.registeredAt.time)}`}
            >
              <WorkRows works={works} />
            </Fold>
          </li>
        ) : null;
      })}
    </ul>
  );
}

/** The first titles of a series in their order, and how many more there are. */
function titlesOf(works: readonly IndexedWork[]) {
  const named = works.map(({ id, name }) => (name ? showableTitle(name) : undefined) ?? `Work ${id.slice(2, 10)}`);
  const titles = named.toSorted(new Intl.Collator(undefined, { numeric: true }).compare);
  const more = titles.length - mostTitles;
  const shown = titles.slice(0, mostTitles);
  return <bdi>{more > 0 ? `${shown.join(", ")} and ${formatNumber(more)} more` : shown.join(", ")}</bdi>;
}
