import { percentOfShare, type WorkRecord } from "@colophon/sdk";
import { WorkLink } from "../../../components/WorkLink.tsx";
import { useParentWorks } from "../../../lib/work/useParentWorks.ts";

const all = 1_000_000_000;

/** Which part of a work's income goes on to the works it is made from; nothing for a work made from none. */
export function UpstreamPicture({ work }: { work: WorkRecord }) {
  const parents = useParentWorks(work.id);
  if (parents.data?.status === "unknown") {
    return (
      <p className="mb-6 text-sm text-warn">
        What it owes to works that it is made from cannot be read right now. {parents.data.problem.sentence}
      </p>
    );
  }
  if (parents.data?.status !== "found") return null;
  const owed = parents.data.value.filter(({ share }) => share > 0);
  if (owed.length === 0) return null;
  const kept = all - owed.reduce((sum, { share }) => sum + share, 0);
  return (
    <div className="mb-8">
      <p className="mb-3">Of everything it receives:</p>
      <div
        aria-hidden="true"
        className="mb-3 flex h-7 w-full gap-px overflow-hidden rounded-md bg-leaf ring-1 ring-edge ring-inset"
      >
        <span className="h-full bg-accent" style={{ flexGrow: kept }} />
        {owed.map(({ parent, share }, index) => (
          <span
            key={parent.toString()}
            className={`h-full ${index % 2 === 0 ? "bg-edge" : "bg-rule"}`}
            style={{ flexGrow: share }}
          />
        ))}
      </div>
      <ul>
        <li className="flex items-center justify-between gap-4 border-rule border-b py-2">
          <span className="flex items-center gap-3">
            <span aria-hidden="true" className="size-3.5 shrink-0 rounded-sm bg-accent ring-1 ring-edge ring-inset" />
            The holders below
          </span>
          <span className="font-medium tabular-nums">{percentOfShare(kept)}&nbsp;%</span>
        </li>
        {owed.map(({ parent, share }, index) => (
          <li
            key={parent.toString()}
            className="flex items-center justify-between gap-4 border-rule border-b py-2 last:border-b-0"
          >
            <span className="flex min-w-0 items-center gap-3">
              <span
                aria-hidden="true"
                className={`size-3.5 shrink-0 rounded-sm ring-1 ring-edge ring-inset ${index % 2 === 0 ? "bg-edge" : "bg-rule"}`}
              />
              <span className="min-w-0">
                The holders of <WorkLink id={parent} />
              </span>
            </span>
            <span className="font-medium tabular-nums">{percentOfShare(share)}&nbsp;%</span>
          </li>
        ))}
      </ul>
      <p className="mt-4 text-sm text-soft">
        Works that those are made from get their part from them in turn. What is left is divided like this:
      </p>
    </div>
  );
}
