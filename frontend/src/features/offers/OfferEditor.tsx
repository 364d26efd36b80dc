import type { ScheduleDocument, Terms } from "@colophon/sdk/terms";
import { ArrowRight } from "lucide-react";
import { useCallback, useRef } from "react";
import { useErrorFocus } from "../../flow/useForm.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/page.tsx";
import type { OfferDraft } from "./draft.ts";
import { OfferFolds } from "./OfferFolds.tsx";
import { OfferQuestions } from "./OfferQuestions.tsx";
import { DeedPanel, FactsPanel } from "./OfferSummary.tsx";
import { onlyContradictions, useParsedOffer } from "./parsedOffer.ts";
import { ReviewOffer, type ReviewOfferProps } from "./ReviewOffer.tsx";
import { BoundsNotice } from "./StartingTerms.tsx";

type OfferEditorProps = Omit<ReviewOfferProps, "terms" | "sale" | "deal" | "facts" | "heading" | "onChange"> & {
  value: OfferDraft;
  set: (change: (before: OfferDraft) => OfferDraft) => void;
  onClear: (() => void) | undefined;
};

/** The form that makes an offer or a quote, with its text beside it, and what is read before it is signed. */
export function OfferEditor(props: OfferEditorProps) {
  const { work, block, value, set, onClear } = props;
  const { ref, tried, fail, reset } = useErrorFocus<HTMLFormElement>();
  const review = useRef<HTMLHeadingElement>(null);
  const parsed = useParsedOffer(value, work, block);
  const { terms, price, sale, deal, facts, forOne, complete } = parsed;
  // What is about to be signed is what was checked: whatever is typed after that is checked again.
  const edit = useCallback(
    (change: (before: OfferDraft) => Partial<OfferDraft>) =>
      set((before) => ({ ...before, ...change(before), reviewing: false })),
    [set],
  );
  const errors = tried
    ? { terms: terms.errors, price: price.errors, deal: forOne ? deal.errors : {}, facts: facts.errors }
    : { terms: onlyContradictions(terms.errors), price: {}, deal: {}, facts: {} };
  const parts = { work, value, edit, parsed, errors };

  return (
    <form
      ref={ref}
      noValidate
      className="mt-8 grid gap-12"
      onSubmit={(event) => {
        event.preventDefault();
        if (!complete) return fail();
        reset();
        set((before) => ({ ...before, reviewing: true }));
        requestAnimationFrame(() => review.current?.focus());
      }}
    >
      <div className="grid items-start gap-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,27rem)]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-12">
          {work.bounds ? (
            <BoundsNotice
              bounds={work.bounds}
              terms={terms.terms}
              onUse={(form) => edit(() => ({ preset: undefined, terms: form }))}
            />
          ) : null}
          <OfferQuestions {...parts} />
          <OfferFolds {...parts} block={block} />
        </div>
        <LicenceText terms={terms.terms} facts={facts.facts} />
      </div>

      {value.reviewing && terms.terms && sale && complete ? (
        <ReviewOffer
          {...props}
          terms={terms.terms}
          sale={sale}
          deal={forOne ? deal.deal : undefined}
          facts={facts}
          heading={review}
          onChange={() => {
            set((before) => ({ ...before, reviewing: false }));
            ref.current?.scrollIntoView();
          }}
        />
      ) : (
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <Button type="submit">
            Go on to sign <ArrowRight aria-hidden="true" className="size-4" />
          </Button>
          <p className="text-soft text-sm">
            Nothing is published or signed yet. What you chose is kept on this device.
            {onClear ? (
              <Button variant="quiet" size="small" className="ml-2" onClick={onClear}>
                Start anew
              </Button>
            ) : null}
          </p>
        </div>
      )}
    </form>
  );
}

type LicenceTextProps = { terms: Terms | undefined; facts: ScheduleDocument | undefined };

/** What the choices make, word for word, beside them. */
function LicenceText({ terms, facts }: LicenceTextProps) {
  return (
    <section aria-labelledby="licence-text" className="lg:sticky lg:top-6">
      <Card className="lg:max-h-[calc(100dvh-3rem)] lg:overflow-y-auto">
        <h2 id="licence-text" className="mb-1 text-2xl">
          The licence text
        </h2>
        <p className="mb-6 text-soft text-sm">
          Written by your choices, as you make them. This is what buyers agree to.
        </p>
        <DeedPanel terms={terms} />
        {facts ? <FactsPanel facts={facts} language={terms?.wording.language ?? "en"} /> : null}
      </Card>
    </section>
  );
}
