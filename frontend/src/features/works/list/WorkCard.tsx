import { formatId, type WorkSummary } from "@colophon/sdk";
import { useRef } from "react";
import { Link } from "wouter";
import { WorkCover } from "../../../components/cover/WorkCover.tsx";
import { useOnScreen } from "../../../lib/useOnScreen.ts";
import { categoryLabel } from "../../../lib/work/categoryLabel.ts";
import { creatorsOf } from "../../../lib/work/creatorsOf.ts";
import { titleOf } from "../../../lib/work/titleOf.ts";
import { WorkPrice } from "./WorkPrice.tsx";

/** A work on the shelf. The whole card is one link. */
export function WorkCard({ work }: { work: WorkSummary }) {
  const element = useRef<HTMLElement>(null);
  const seen = useOnScreen(element);
  const { metadata } = work;
  return (
    <article ref={element} className="group relative grid content-start gap-3">
      <WorkCover work={work} load={seen} className="transition-transform duration-200 group-hover:-translate-y-1" />
      <div className="grid gap-0.5 overflow-hidden">
        <p className="text-soft text-xs uppercase tracking-[0.07em]">{categoryLabel(work.category)}</p>
        <h2 className="line-clamp-3 text-lg leading-snug sm:text-xl [overflow-wrap:anywhere]">
          <Link
            href={`/work/${formatId(work.id, "work")}`}
            className="rounded-sm text-ink no-underline after:absolute after:inset-0 after:rounded-lg group-hover:text-accent"
          >
            <bdi>{titleOf(work)}</bdi>
          </Link>
        </h2>
        <p className="line-clamp-2 text-sm text-soft [overflow-wrap:anywhere]">
          {metadata.status === "found" ? (
            <bdi>{creatorsOf(metadata) ?? "Nobody is credited"}</bdi>
          ) : metadata.status === "invalid" ? (
            <span className="text-danger">Its description was refused</span>
          ) : (
            "Its description is not readable now"
          )}
        </p>
        <p className="mt-1 text-sm">
          <WorkPrice work={work.id} enabled={seen} />
        </p>
      </div>
    </article>
  );
}
