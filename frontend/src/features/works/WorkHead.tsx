import type { Evidence, WorkRecord } from "@colophon/sdk/read";
import { Stamp } from "lucide-react";
import { type ReactNode, useState } from "react";
import { formatNumber } from "../../lib/format.ts";
import { formatTime } from "../../lib/time.ts";
import { categoryLabel, titleOf } from "../../lib/work.ts";
import { Makers } from "../../parts/people.tsx";
import { WorkPicture } from "../../parts/WorkCover.tsx";
import { TitleMark } from "../../parts/work.tsx";
import { Preview } from "./RecordSections.tsx";

type WorkHeadProps = {
  work: WorkRecord;
  evidence: Evidence | undefined;
  /** Whether the evidence is still being looked up: its place is kept free until then. */
  pending: boolean;
  /** What it costs, and what a buyer asks. */
  children: ReactNode;
};

/** The work itself first, as far as it is shown, and beside it who made it, since when, and for how much. */
export function WorkHead({ work, evidence, pending, children }: WorkHeadProps) {
  const metadata = work.metadata.status === "found" ? work.metadata.value : undefined;
  const title = titleOf(work);
  const size =
    title.length > 100 ? "text-2xl" : title.length > 40 ? "text-3xl" : title.length > 24 ? "text-4xl" : "text-5xl";
  return (
    <header className="mb-10 grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_24rem] lg:grid-rows-[auto_1fr]">
      <div className="min-w-0">
        <Stage work={work} />
      </div>
      <div className="grid min-w-0 gap-6 lg:col-start-2 lg:row-span-2 lg:row-start-1">
        <div>
          <p className="eyebrow mb-2">{categoryLabel(work.category)}</p>
          <h1 className={`${size} leading-[1.08] [overflow-wrap:anywhere]`}>
            <bdi>{title}</bdi>
          </h1>
          <TitleMark metadata={work.metadata} />
          <Makers work={work} className="mt-3 font-serif text-soft text-xl [overflow-wrap:anywhere]" />
          <Proven work={work} evidence={evidence} pending={pending} />
        </div>
        {children}
      </div>
      {metadata?.description || metadata?.language ? (
        <div className="grid min-w-0 gap-4">
          {metadata.description ? <FoldedDescription text={metadata.description} /> : null}
          {metadata.language ? <p className="text-sm text-soft">Language: {metadata.language}</p> : null}
        </div>
      ) : null}
    </header>
  );
}

/** What there is to see, hear or read of it, in its own shape. */
function Stage({ work }: { work: WorkRecord }) {
  const metadata = work.metadata.status === "found" ? work.metadata.value : undefined;
  const preview = metadata?.preview;
  const ground = "flex flex-col items-center justify-center gap-6 rounded-xl bg-sunk p-4 sm:p-8";
  if (!preview) {
    return (
      <div className={ground}>
        <WorkPicture work={work} />
      </div>
    );
  }
  const kind = preview.type.split("/")[0];
  const whole = kind === "image" || kind === "video";
  return (
    <figure aria-label="Preview" className="grid gap-2">
      {kind === "text" && metadata.image ? (
        <div className="grid items-center gap-6 rounded-xl bg-sunk p-4 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)] sm:p-6">
          <div className="flex justify-center">
            <WorkPicture work={work} />
          </div>
          <Preview work={work} file={preview} />
        </div>
      ) : (
        <div className={ground}>
          {whole ? null : <WorkPicture work={work} />}
          <Preview work={work} file={preview} />
        </div>
      )}
      <figcaption className="text-sm text-soft">What the claimant shows to everybody.</figcaption>
    </figure>
  );
}

function Proven({ work, evidence, pending }: Pick<WorkHeadProps, "work" | "evidence" | "pending">) {
  const changed = work.versions.some(({ contentRoot }) => contentRoot !== work.contentRoot);
  if (!evidence) {
    return pending ? (
      <p aria-hidden="true" className="invisible mt-5 flex gap-3 border-y py-3">
        <Stamp strokeWidth={1.5} className="mt-0.5 size-5 shrink-0" />
        <span>
          The claimant provably held it by <strong className="font-semibold">{formatTime(work.registered.time)}</strong>{" "}
          (block {formatNumber(work.registered.block)}).
        </span>
      </p>
    ) : null;
  }
  return (
    <p className="mt-5 flex gap-3 border-rule border-y py-3">
      <Stamp aria-hidden="true" strokeWidth={1.5} className="mt-0.5 size-5 shrink-0 text-accent" />
      <span>
        {evidence.kind === "record"
          ? "Registered"
          : `The claimant provably held ${changed ? "its first version" : "it"} by`}{" "}
        <strong className="font-semibold">{formatTime(evidence.at.time)}</strong>{" "}
        <span className="text-soft">(block {formatNumber(evidence.at.block)})</span>
        {evidence.kind === "record" ? ", with no earlier proof." : "."}
        {changed ? " Its files have changed since; each version has a date of its own." : ""}
      </span>
    </p>
  );
}

/** What is shown of a description at first. */
const brief = 280;

/** A description as plain text, a long one folded. Line breaks are kept, nothing else is understood. */
function FoldedDescription({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  const long = text.length > brief * 1.2;
  return (
    <div className="max-w-prose">
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
