import type { Evidence, WorkRecord } from "@colophon/sdk/read";
import { Stamp } from "lucide-react";
import { useState } from "react";
import { formatNumber } from "../../lib/format.ts";
import { formatTime } from "../../lib/time.ts";
import { categoryLabel, creatorsOf, titleOf } from "../../lib/work.ts";
import { WorkCover } from "../../parts/WorkCover.tsx";
import { TitleMark } from "../../parts/work.tsx";

type WorkHeadProps = {
  work: WorkRecord;
  evidence: Evidence | undefined;
  /** Whether the evidence is still being looked up: its place is kept free until then. */
  pending: boolean;
};

/** The title page of a work. */
export function WorkHead({ work, evidence, pending }: WorkHeadProps) {
  const metadata = work.metadata.status === "found" ? work.metadata.value : undefined;
  const changed = work.versions.some(({ contentRoot }) => contentRoot !== work.contentRoot);
  const title = titleOf(work);
  const creators = creatorsOf(work.metadata, 4);
  const size =
    title.length > 100 ? "text-2xl sm:text-3xl" : title.length > 40 ? "text-3xl sm:text-4xl" : "text-4xl sm:text-5xl";
  return (
    <header className="mb-10 grid items-start gap-x-12 gap-y-8 sm:grid-cols-[minmax(0,13rem)_minmax(0,1fr)] lg:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]">
      <WorkCover work={work} large className="w-44 sm:w-full" />
      <div className="min-w-0">
        <p className="eyebrow mb-3">{categoryLabel(work.category)}</p>
        <h1 className={`${size} [overflow-wrap:anywhere]`}>
          <bdi>{title}</bdi>
        </h1>
        <TitleMark metadata={work.metadata} />
        {creators ? (
          <p className="mt-3 font-serif text-soft text-xl italic [overflow-wrap:anywhere]">
            <bdi>{creators}</bdi>
          </p>
        ) : null}
        {!evidence && pending ? (
          <p aria-hidden="true" className="invisible mt-6 flex max-w-prose gap-3 border-y py-3">
            <Stamp strokeWidth={1.5} className="mt-0.5 size-5 shrink-0" />
            <span>
              The claimant provably held it by{" "}
              <strong className="font-semibold">{formatTime(work.registered.time)}</strong> (block{" "}
              {formatNumber(work.registered.block)}).
            </span>
          </p>
        ) : null}
        {evidence ? (
          <p className="mt-6 flex max-w-prose gap-3 border-rule border-y py-3">
            <Stamp aria-hidden="true" strokeWidth={1.5} className="mt-0.5 size-5 shrink-0 text-accent" />
            <span>
              {evidence.kind === "record"
                ? "Registered"
                : `The claimant provably held ${changed ? "its first version" : "it"} by`}{" "}
              <strong className="font-semibold">{formatTime(evidence.at.time)}</strong>{" "}
              <span className="text-soft">(block {formatNumber(evidence.at.block)})</span>
              {evidence.kind === "record" ? ", with no earlier proof." : "."}
              {changed ? " Its files have changed since; each version below has a date of its own." : ""}
            </span>
          </p>
        ) : null}
        {metadata?.description ? <FoldedDescription text={metadata.description} /> : null}
        {metadata?.language ? <p className="mt-4 text-sm text-soft">Language: {metadata.language}</p> : null}
      </div>
    </header>
  );
}

/** What is shown of a description at first. */
const brief = 900;

/** A description as plain text, a long one folded. Line breaks are kept, nothing else is understood. */
function FoldedDescription({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  const long = text.length > brief * 1.2;
  return (
    <div className="mt-6 max-w-prose">
      <p className="overflow-hidden whitespace-pre-wrap text-lg leading-relaxed [overflow-wrap:anywhere]">
        <bdi>{long && !open ? `${text.slice(0, brief).trimEnd()}…` : text}</bdi>
      </p>
      {long ? (
        <button type="button" aria-expanded={open} className="link mt-2 min-h-9" onClick={() => setOpen(!open)}>
          {open ? "Show less" : "Read the whole description"}
        </button>
      ) : null}
    </div>
  );
}
