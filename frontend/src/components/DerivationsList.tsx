import { type Derivation, formatId, percentOfShare, splitLicenceId } from "@colophon/sdk";
import { Link } from "wouter";
import { Time } from "./Time.tsx";
import { WorkLink } from "./WorkLink.tsx";

export type DerivationsListProps = {
  derivations: readonly Derivation[];
  /** Whether the list shows the earlier works or the new ones. */
  shows: "parents" | "derivatives";
};

/** Works that are made from one another, under which licence, and what one owes the other. */
export function DerivationsList({ derivations, shows }: DerivationsListProps) {
  return (
    <ul className="grid gap-3">
      {derivations.map(({ work, parent, source, share, at }) => (
        <li key={`${work}:${parent}`} className="border-rule border-b pb-3 last:border-b-0 last:pb-0">
          <p className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
            <WorkLink id={shows === "parents" ? parent : work} />
            <span className="shrink-0 tabular-nums">
              {share === 0 ? "owes nothing" : `${percentOfShare(share)} % of all it receives`}
            </span>
          </p>
          <p className="text-sm text-soft">
            Allowed by{" "}
            <Link href={`/licence/${formatId(source, "licence")}`} className="link">
              licence {splitLicenceId(source).serial}
            </Link>
            , registered <Time seconds={at.time} block={at.block} />
          </p>
        </li>
      ))}
    </ul>
  );
}
