import { forever, formatId, isLicenceOver, type LicenceState, serialOf } from "@colophon/sdk";
import type { BlockRef, LicenceRecord, WorkRecord } from "@colophon/sdk/read";
import { usesOfBitmap } from "@colophon/sdk/terms";
import { Link } from "wouter";
import { siteLink } from "../../config/site.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { formatNumber, wordFor } from "../../lib/format.ts";
import { licenceStanding } from "../../lib/licences.ts";
import { type DeedVerdict, licensedInWords, placesInWords, termsOf, territoriesOf } from "../../lib/terms.ts";
import { formatTime, latestTime, useNow } from "../../lib/time.ts";
import { creatorsOf } from "../../lib/work.ts";
import { TermsPoints } from "../../parts/TermsPoints.tsx";
import { QrCode } from "../../ui/QrCode.tsx";
import { AddressView } from "../../ui/values.tsx";

export type CertificateProps = {
  licence: LicenceRecord;
  block: BlockRef;
  work: WorkRecord | undefined;
  title: string;
  verdict: DeedVerdict;
};

const exclusivityWords: Readonly<Record<number, string>> = {
  0: "Others may be licensed for the same.",
  1: "Sole: no other licence for these uses is sold through these contracts, except under it. The licensor may still use the work.",
  2: "Exclusive: through these contracts nobody else, and not the licensor, is licensed for these uses here, except under sublicences.",
};

const permission: Record<LicenceState, string> = {
  running: "may use",
  "not started": "will be licensed to use",
  expired: "was licensed to use",
  terminated: "was licensed to use",
  surrendered: "was licensed to use",
};

/** The face of a licence: who may do what with which work, from when to when; on paper with a code that leads here. */
export function Certificate({ licence, block, work, title, verdict }: CertificateProps) {
  const chain = useActiveChain();
  const standing = licenceStanding(licence, latestTime(block, useNow() * 1000));
  const url = siteLink(`/licence/${formatId(licence.id, "licence")}`);
  const { unknown } = usesOfBitmap(licence.terms.onchain.uses);
  const creators = work && creatorsOf(work.metadata, 3);
  const where = placesInWords(territoriesOf(licence.terms.onchain));
  return (
    <article className="rounded-xl border border-edge bg-leaf p-2 shadow-leaf sm:p-3">
      <div className="grid gap-x-10 gap-y-8 rounded-lg border border-edge px-5 py-7 sm:px-10 sm:py-10 print:grid-cols-[minmax(0,1fr)_9rem]">
        <div className="grid min-w-0 content-start gap-6">
          <header>
            <p className="eyebrow mb-3">Licence {licence.serial} of</p>
            {/* The page has its heading above, which is not printed. */}
            <p
              className={`font-serif leading-tight [overflow-wrap:anywhere] ${title.length > 60 ? "text-2xl" : "text-4xl"}`}
            >
              <bdi>{title}</bdi>
            </p>
            {creators ? (
              <p className="mt-2 font-serif text-soft text-xl [overflow-wrap:anywhere]">
                <bdi>{creators}</bdi>
              </p>
            ) : null}
          </header>

          <p className="max-w-prose font-serif text-xl leading-relaxed">
            <AddressView value={licence.holder} className="font-sans text-base print:hidden" />
            {/* On paper the whole address, because nobody can copy it, and nobody is "you". */}
            <code className="hidden font-mono text-base print:inline">{licence.holder}</code>{" "}
            {permission[standing.state]} this work to{" "}
            <strong className="font-semibold">{licensedInWords(licence.terms.onchain)}</strong>
            {unknown.length > 0 ? " (and in ways that have no name here)" : ""}, {where}, from{" "}
            <time dateTime={new Date(licence.start * 1000).toISOString()}>{formatTime(licence.start)}</time>
            {licence.end === forever ? (
              " on, without an end"
            ) : (
              <>
                {" "}
                until just before <time dateTime={isoOf(licence.end)}>{formatTime(licence.end)}</time>
              </>
            )}
            , as the licence text says.
          </p>

          <p className="max-w-prose">
            {exclusivityWords[licence.terms.onchain.exclusivity]}{" "}
            {wordFor(licence.seats, "It has one seat.", `It has ${formatNumber(licence.seats)} seats.`)}{" "}
            {licence.parent === undefined ? (
              ""
            ) : (
              <>
                It is a sublicence, below{" "}
                <Link href={`/licence/${formatId(licence.parent, "licence")}`} className="link">
                  licence {serialOf(licence.parent)}
                </Link>
                , and counts only while that one does.
              </>
            )}
          </p>

          <div className="grid gap-3">
            {/* On the screen the page says so above. */}
            <p className="hidden print:block">
              When this was printed: {standing.state === "running" ? `in force, ${standing.words}` : standing.words}.
            </p>
            {standing.passed === undefined ? null : (
              <div aria-hidden="true" className="h-1.5 max-w-md overflow-hidden rounded-full bg-sunk print:hidden">
                <div
                  className={`h-full origin-left ${isLicenceOver(standing.state) ? "bg-danger" : "bg-accent"}`}
                  style={{ transform: `scaleX(${standing.passed})` }}
                />
              </div>
            )}
          </div>

          <TermsPoints
            onchain={licence.terms.onchain}
            terms={termsOf(verdict)}
            agreed={verdict.status === "verified"}
          />
        </div>

        {/* On the screen the page's head has the code. */}
        <figure className="hidden content-start gap-2 print:grid">
          <QrCode text={url} label="QR code of this page's address" className="w-full rounded-md ring-1 ring-rule" />
          <figcaption className="text-center text-sm text-soft">
            Scan to check it live
            <span className="font-mono text-[0.6rem] leading-tight [overflow-wrap:anywhere]">{url}</span>
          </figcaption>
        </figure>

        <p className="border-rule border-t pt-4 text-sm text-soft print:col-span-2">
          Read from {chain.name} at block {formatNumber(block.number)}. The contract answers the same to everybody.
        </p>
      </div>
    </article>
  );
}

/** A date that browsers can hold; the contract's times reach further than theirs. */
function isoOf(seconds: number): string {
  return new Date(Math.min(seconds, 253_402_300_799) * 1000).toISOString();
}
