import { formatId, type WorkRecord } from "@colophon/sdk";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { WorkCover } from "../../components/cover/WorkCover.tsx";
import { creatorsOf } from "../../lib/work/creatorsOf.ts";
import { titleOf } from "../../lib/work/titleOf.ts";
import { untitled } from "../../lib/work/untitled.ts";

export type LicenceHeadProps = {
  eyebrow: string;
  id: bigint;
  /** Undefined until it is read. */
  work: WorkRecord | undefined;
  /** Whether the work is looked for on this chain, so that its page can be opened. */
  linked?: boolean;
  children?: ReactNode;
};

/** Which work a licence on offer is of: its cover, title and creators. */
export function LicenceHead({ eyebrow, id, work, linked = true, children }: LicenceHeadProps) {
  const title = work ? titleOf(work) : untitled(id);
  const creators = work && creatorsOf(work.metadata, 3);
  return (
    <header className="mb-8 flex items-center gap-5 sm:gap-7">
      {work ? <WorkCover work={work} className="w-20 shrink-0 sm:w-28" /> : null}
      <div className="min-w-0">
        <p className="eyebrow mb-2">{eyebrow}</p>
        <h1
          className={`line-clamp-4 [overflow-wrap:anywhere] ${title.length > 60 ? "text-2xl" : "text-3xl sm:text-4xl"}`}
        >
          <bdi>{title}</bdi>
        </h1>
        {creators ? (
          <p className="mt-1.5 line-clamp-2 font-serif text-lg text-soft italic [overflow-wrap:anywhere]">
            <bdi>{creators}</bdi>
          </p>
        ) : null}
        <p className="mt-2">
          {children}
          {children && linked ? " · " : null}
          {linked ? (
            <Link href={`/work/${formatId(id, "work")}`} className="link">
              Everything about this work
            </Link>
          ) : null}
        </p>
      </div>
    </header>
  );
}
