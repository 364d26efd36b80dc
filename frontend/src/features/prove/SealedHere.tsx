import { useMemo } from "react";
import { Link } from "wouter";
import { batchName, type KeptOpening, useKeptOpenings } from "../../lib/openings.ts";
import { Badge } from "../../ui/notice.tsx";
import { Time } from "../../ui/values.tsx";

/** What was sealed in this browser, with the way back to it. */
export function SealedHere() {
  const { data } = useKeptOpenings();
  const groups = useMemo(() => {
    const byStamp = new Map<string, KeptOpening[]>();
    for (const kept of data ?? []) byStamp.set(kept.stamped, [...(byStamp.get(kept.stamped) ?? []), kept]);
    return [...byStamp];
  }, [data]);
  if (groups.length === 0) return null;
  return (
    <section aria-labelledby="kept-heading" className="border-rule border-t pt-8">
      <h2 id="kept-heading" className="text-2xl">
        Sealed in this browser
      </h2>
      <p className="mt-1 mb-4 max-w-prose text-soft">
        Kept on this device only. Save the package of each and keep it somewhere safe as well.
      </p>
      <ul className="grid gap-3">
        {groups.map(([stamped, openings]) => {
          const [first] = openings;
          if (!first) return null;
          const { stamp } = first.opening;
          return (
            <li
              key={stamped}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-lg border border-rule bg-leaf px-4 py-3"
            >
              <div className="min-w-0">
                <Link href={`/prove/${stamped}`} className="link font-medium [overflow-wrap:anywhere]">
                  {batchName(openings)}
                </Link>
                <p className="text-soft text-sm">
                  {stamp ? (
                    <Time seconds={stamp.time} block={stamp.block} />
                  ) : (
                    <>
                      Sealed <Time seconds={Math.floor(first.createdAt / 1000)} />
                    </>
                  )}
                </p>
              </div>
              {stamp ? <Badge tone="ok">Stamped</Badge> : <Badge tone="warning">Not stamped yet</Badge>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
