import { formatId } from "@colophon/sdk";
import { ArrowRight, FileSearch, PenLine, ShieldCheck } from "lucide-react";
import { useRef } from "react";
import { Link } from "wouter";
import { Amount } from "../../flow/Amount.tsx";
import { useOnScreen } from "../../lib/browser.ts";
import { creatorsOf, titleOf } from "../../lib/work.ts";
import { WorkCover } from "../../parts/WorkCover.tsx";
import { Costs } from "./Costs.tsx";
import { LicenceSample, ProofSample } from "./Samples.tsx";
import { type ShownWork, useShownLicence, useShownWorks } from "./showcase.ts";

/** What convinces somebody who comes for the first time: works, evidence that can be checked here, and what it costs. */
export function Stranger() {
  const works = useShownWorks();
  const licence = useShownLicence(works);
  const [first] = works ?? [];
  return (
    <div className="grid gap-14 sm:gap-20">
      <Shelf works={works} />
      {first ? (
        <section aria-labelledby="home-evidence">
          <h2 id="home-evidence" className="text-3xl">
            Nothing here has to be believed
          </h2>
          <p className="mt-2 mb-6 max-w-prose text-soft">
            These are records of the works above. Ask the chain yourself, now, from this page.
          </p>
          <div className="grid items-start gap-6 lg:grid-cols-2">
            <ProofSample work={first.id} title={titleOf(first)} />
            {licence === undefined ? null : <LicenceSample {...licence} />}
          </div>
        </section>
      ) : null}
      <Doors />
      <Costs />
    </div>
  );
}

function Shelf({ works }: { works: readonly ShownWork[] | undefined }) {
  if (works?.length === 0) return null;
  return (
    <section aria-labelledby="home-works">
      <div className="mb-5 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id="home-works" className="text-2xl">
          In the register now
        </h2>
        <Link href="/works" className="link inline-flex min-h-9 items-center gap-1.5">
          All works <ArrowRight aria-hidden="true" className="size-4" />
        </Link>
      </div>
      <ul className="grid grid-cols-3 gap-x-4 gap-y-6 sm:grid-cols-6 sm:gap-x-6">
        {works
          ? works.map((work) => (
              <li key={work.id.toString()}>
                <ShelfWork work={work} />
              </li>
            ))
          : [1, 2, 3, 4, 5, 6].map((place) => (
              <li key={place} aria-hidden="true">
                <div className="aspect-[3/4] animate-pulse rounded-[0.2rem] bg-sunk" />
                <div className="mt-3 h-15" />
              </li>
            ))}
      </ul>
    </section>
  );
}

function ShelfWork({ work }: { work: ShownWork }) {
  const element = useRef<HTMLElement>(null);
  return (
    <article ref={element} className="group relative">
      <WorkCover
        work={work}
        load={useOnScreen(element)}
        className="transition-transform duration-200 group-hover:-translate-y-1"
      />
      <h3 className="mt-3 line-clamp-2 text-base leading-snug [overflow-wrap:anywhere]">
        <Link
          href={`/work/${formatId(work.id, "work")}`}
          className="rounded-sm text-ink no-underline after:absolute after:inset-0 group-hover:text-accent"
        >
          <bdi>{titleOf(work)}</bdi>
        </Link>
      </h3>
      <p className="line-clamp-1 text-sm text-soft">
        <bdi>{creatorsOf(work.metadata, 1)}</bdi>
      </p>
      {work.price ? (
        <p className="text-sm">
          {work.price.price === 0n ? (
            "Licences free"
          ) : (
            <>
              from <Amount amount={work.price.price} currency={work.price.currency} />
            </>
          )}
        </p>
      ) : null}
    </article>
  );
}

const doors = [
  {
    icon: PenLine,
    title: "I made something",
    text: "Prove when you held it, register it with everyone who made it, license it on your terms, and be paid by the shares you agreed on.",
    links: [
      { href: "/prove", label: "Prove a file" },
      { href: "/register", label: "Register a work" },
    ],
  },
  {
    icon: FileSearch,
    title: "I want to use something",
    text: "Drop the picture or paste the link: see who claims it, what may be done with it, and buy the licence that is missing.",
    links: [
      { href: "/lookup", label: "Look something up" },
      { href: "/works", label: "Browse the works" },
    ],
  },
  {
    icon: ShieldCheck,
    title: "I have to check something",
    text: "A certificate, a licence, a statement: recompute every part of it from the chain, with nobody between you and the evidence.",
    links: [
      { href: "/verify", label: "Verify evidence" },
      { href: "/statements", label: "Draw up statements" },
    ],
  },
] as const;

function Doors() {
  return (
    <section aria-label="Where to begin" className="grid gap-6 md:grid-cols-3">
      {doors.map(({ icon: Icon, title, text, links }) => (
        <div key={title} className="grid content-start gap-3 rounded-xl border border-rule bg-leaf p-6 shadow-leaf">
          <Icon aria-hidden="true" strokeWidth={1.5} className="size-7 text-accent" />
          <h2 className="text-2xl">{title}</h2>
          <p className="text-soft">{text}</p>
          <ul className="mt-1 flex flex-wrap gap-x-6 gap-y-1">
            {links.map(({ href, label }) => (
              <li key={href}>
                <Link href={href} className="link inline-flex min-h-9 items-center gap-1.5 font-medium">
                  {label} <ArrowRight aria-hidden="true" className="size-4" />
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
