import { formatId, serialOf } from "@colophon/sdk";
import { CircleCheck, ScrollText, Stamp } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { Read } from "../../flow/Read.tsx";
import { formatNumber } from "../../lib/format.ts";
import { licenceStanding } from "../../lib/licences.ts";
import { useLicence, useStanding, useWork } from "../../lib/reads.ts";
import { licensedInWords, territoriesInWords, territoriesOf } from "../../lib/terms.ts";
import { formatTime, latestTime } from "../../lib/time.ts";
import { titleOf, untitled } from "../../lib/work.ts";
import { Button, buttonClasses } from "../../ui/button.tsx";
import { AddressView } from "../../ui/values.tsx";

type SampleProps = { icon: ReactNode; eyebrow: string; title: string; href: string; open: string; children: ReactNode };

/** A record that a visitor may ask the chain for, on the spot. */
function Sample({ icon, eyebrow, title, href, open, children }: SampleProps) {
  const [asked, setAsked] = useState(false);
  return (
    <article className="rounded-xl border border-rule bg-leaf p-6 shadow-leaf">
      <div className="flex items-start gap-4">
        {icon}
        <div className="min-w-0">
          <p className="text-sm text-soft">{eyebrow}</p>
          <h3 className="text-xl leading-snug [overflow-wrap:anywhere]">
            <bdi>{title}</bdi>
          </h3>
        </div>
      </div>
      <div role="status" className="mt-4 empty:hidden">
        {asked ? children : null}
      </div>
      <div className="mt-5 flex flex-wrap gap-2">
        {asked ? null : (
          <Button size="small" onClick={() => setAsked(true)}>
            Ask the chain<span className="sr-only"> about {title}</span>
          </Button>
        )}
        <Link href={href} className={buttonClasses("secondary", "small")}>
          {open}
        </Link>
      </div>
    </article>
  );
}

function Answer({ block, children }: { block: { number: number }; children: ReactNode }) {
  return (
    <div className="flex gap-3 rounded-lg bg-ok-wash p-4">
      <CircleCheck aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-ok" />
      <div className="grid gap-1">
        {children}
        <p className="text-sm text-soft">Read from the chain just now, at block {formatNumber(block.number)}.</p>
      </div>
    </div>
  );
}

export function ProofSample({ work, title }: { work: bigint; title: string }) {
  return (
    <Sample
      icon={<Stamp aria-hidden="true" strokeWidth={1.5} className="mt-1 size-7 shrink-0 text-accent" />}
      eyebrow="A proof of date"
      title={title}
      href={`/work/${formatId(work, "work")}?tab=proof`}
      open="Open the proof"
    >
      <ProofAnswer work={work} />
    </Sample>
  );
}

function ProofAnswer({ work }: { work: bigint }) {
  return (
    <Read of={useStanding(work)} what="the proof" inline>
      {({ own }, block) => (
        <Answer block={block}>
          <p>
            <AddressView value={own.claimant} copy={false} />{" "}
            {own.evidence.kind === "record" ? "registered it" : "provably held exactly these files"} by{" "}
            <strong className="font-semibold">{formatTime(own.evidence.at.time)}</strong>, block{" "}
            {formatNumber(own.evidence.at.block)}. That says when, not who made it.
          </p>
        </Answer>
      )}
    </Read>
  );
}

export function LicenceSample({ id, title }: { id: bigint; title: string }) {
  return (
    <Sample
      icon={<ScrollText aria-hidden="true" strokeWidth={1.5} className="mt-1 size-7 shrink-0 text-accent" />}
      eyebrow="A licence that was sold"
      title={`Licence ${serialOf(id)} of ${title}`}
      href={`/licence/${formatId(id, "licence")}`}
      open="Open the licence"
    >
      <LicenceAnswer id={id} />
    </Sample>
  );
}

function LicenceAnswer({ id }: { id: bigint }) {
  return (
    <Read of={useLicence(id)} what="the licence" inline none={<p>There is no such licence.</p>}>
      {(licence, block) => {
        const { state, words } = licenceStanding(licence, latestTime(block));
        const { onchain } = licence.terms;
        return (
          <Answer block={block}>
            <p>
              <AddressView value={licence.holder} copy={false} /> may {licensedInWords(onchain)}{" "}
              <WorkName id={licence.work} />, {territoriesInWords(territoriesOf(onchain))}:{" "}
              {state === "running" ? `in force, ${words}` : words}.
            </p>
          </Answer>
        );
      }}
    </Read>
  );
}

function WorkName({ id }: { id: bigint }) {
  const work = useWork(id);
  return <bdi>“{work.data?.status === "found" ? titleOf(work.data.value) : untitled(id)}”</bdi>;
}
