import type { OfferRecord } from "@colophon/sdk/read";
import { deedOf, hasDuties, type OnchainTerms } from "@colophon/sdk/terms";
import { CircleHelp, PackageOpen, ReceiptText } from "lucide-react";
import type { ReactNode } from "react";
import { type DeedVerdict, termsOf } from "../../lib/terms.ts";
import { DeedProblem, DeedSections } from "../../parts/deed.tsx";
import { PartiesText } from "../../parts/PartiesText.tsx";
import { GetPoints, MayPoints, OwePoints } from "../../parts/TermsPoints.tsx";
import { Fold } from "../../ui/Fold.tsx";
import { Card, Point } from "../../ui/page.tsx";
import { OfferFacts } from "./OfferFacts.tsx";

type OfferSheetProps = {
  /** What has to be known before anything else. */
  warning: ReactNode;
  /** Above the short version. */
  notices?: ReactNode;
  onchain: OnchainTerms;
  /** Whether there is no price. */
  free: boolean;
  /** What the licence text is. */
  verdict: DeedVerdict;
  /** What was checked about its words, where they were made from the terms. */
  checked: ReactNode;
  /** The offer, if it is on the chain. */
  published?: OfferRecord;
  /** The way to buy. */
  children: ReactNode;
};

/** A buyer's three questions, the way to buy, and folded below what belongs to it: the whole text, and its history. */
export function OfferSheet({
  warning,
  notices,
  onchain,
  free,
  verdict,
  checked,
  published,
  children,
}: OfferSheetProps) {
  const terms = termsOf(verdict);
  const ours = verdict.status === "verified" || terms?.wording.own !== "none";
  return (
    <>
      <div className="mb-8 empty:hidden">{warning}</div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_26rem] lg:grid-rows-[auto_1fr] lg:gap-x-8">
        <div className="grid gap-6">
          {notices}
          <DeedProblem verdict={verdict} buying />
          <ThreeQuestions onchain={onchain} free={free} verdict={verdict} />
        </div>
        <div id="buy" className="grid scroll-mt-4 gap-4 lg:sticky lg:top-6 lg:row-span-2">
          {children}
        </div>
        <div className="grid gap-6">
          <PartiesText verdict={verdict} deed={onchain.deed} />
          {terms && ours ? (
            <Card>
              <Fold
                id="licence-text"
                title={verdict.status === "own" ? "The cover of the licence text" : "The licence text, in full"}
                note={verdict.status === "own" ? "What the contracts go by." : "These words are what you accept."}
              >
                <DeedSections sections={deedOf(terms).sections} language={terms.wording.language} />
                {verdict.status === "own" ? null : (
                  <p className="mt-8 border-rule border-t pt-4 text-sm text-soft">{checked}</p>
                )}
              </Fold>
            </Card>
          ) : null}
          {published ? (
            <Card>
              <Fold title="About this offer" note="Who offers it since when, and how much of it was sold.">
                <OfferFacts record={published} />
              </Fold>
            </Card>
          ) : null}
        </div>
      </div>
    </>
  );
}

/** May I? What do I get? What do I owe? Each answered from what the contracts enforce, and from the words that are checked. */
function ThreeQuestions({ onchain, free, verdict }: Pick<OfferSheetProps, "onchain" | "free" | "verdict">) {
  const points = { onchain, terms: termsOf(verdict), agreed: verdict.status === "verified" };
  return (
    <Card className="grid gap-6">
      <h2 className="sr-only">In short</h2>
      <Question icon={<CircleHelp className="size-5 text-accent" />} question="May I use it?">
        <MayPoints {...points} />
      </Question>
      <Question icon={<PackageOpen className="size-5 text-accent" />} question="What do I get?">
        <GetPoints {...points} />
      </Question>
      <Question icon={<ReceiptText className="size-5 text-accent" />} question="What do I owe?">
        <Point icon={<ReceiptText className="size-5 text-soft" />}>
          {free ? "No price" : "The price once"}
          {hasDuties(onchain) ? ", and later what stands here" : ", and nothing later"}
        </Point>
        <OwePoints {...points} />
      </Question>
    </Card>
  );
}

function Question({ icon, question, children }: { icon: ReactNode; question: string; children: ReactNode }) {
  return (
    <section className="not-first-of-type:border-rule not-first-of-type:border-t not-first-of-type:pt-5">
      <h3 className="mb-3 flex items-center gap-2.5 text-xl">
        <span aria-hidden="true" className="shrink-0">
          {icon}
        </span>
        {question}
      </h3>
      <ul className="grid gap-2.5">{children}</ul>
    </section>
  );
}
