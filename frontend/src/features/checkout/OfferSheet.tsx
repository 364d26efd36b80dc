import { deedOf, type OnchainTerms } from "@colophon/sdk/terms";
import type { ReactNode } from "react";
import { type DeedVerdict, termsOf } from "../../lib/terms.ts";
import { DeedProblem, DeedSections } from "../../parts/deed.tsx";
import { PartiesText } from "../../parts/PartiesText.tsx";
import { TermsPoints } from "../../parts/TermsPoints.tsx";
import { Card } from "../../ui/page.tsx";

type OfferSheetProps = {
  /** What has to be known before anything else. */
  warning: ReactNode;
  /** Above the short version. */
  notices?: ReactNode;
  onchain: OnchainTerms;
  /** What the licence text is. */
  verdict: DeedVerdict;
  /** What was checked about its words, where they were made from the terms. */
  checked: ReactNode;
  /** The way to buy. */
  children: ReactNode;
};

/** What an offer allows, in short and in full, beside the way to buy under it. */
export function OfferSheet({ warning, notices, onchain, verdict, checked, children }: OfferSheetProps) {
  const terms = termsOf(verdict);
  const ours = verdict.status === "verified" || terms?.wording.own !== "none";
  return (
    <>
      <div className="mb-8 empty:hidden">{warning}</div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_26rem] lg:grid-rows-[auto_1fr] lg:gap-x-8">
        <div className="grid gap-6">
          {notices}
          <DeedProblem verdict={verdict} buying />
          <Card>
            <h2 className="mb-5 text-2xl">In short</h2>
            <TermsPoints onchain={onchain} terms={terms} agreed={verdict.status === "verified"} />
          </Card>
        </div>
        <div className="grid gap-4 lg:sticky lg:top-6 lg:row-span-2">{children}</div>
        <PartiesText verdict={verdict} deed={onchain.deed} />
        {terms && ours ? (
          <Card id="licence-text" className="sm:p-10">
            <p className="eyebrow mb-1">The licence text</p>
            <h2 className="mb-6 text-3xl">
              {verdict.status === "own" ? "Its cover: what the contracts go by" : "What you may do, in full"}
            </h2>
            <DeedSections sections={deedOf(terms).sections} language={terms.wording.language} />
            {verdict.status === "own" ? null : (
              <p className="mt-8 border-rule border-t pt-4 text-sm text-soft">{checked}</p>
            )}
          </Card>
        ) : null}
      </div>
    </>
  );
}
