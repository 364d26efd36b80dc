import type { Terms } from "@colophon/sdk/terms";
import { ArrowRight } from "lucide-react";
import { type ReactNode, useCallback, useRef } from "react";
import { useErrorFocus } from "../../flow/useForm.ts";
import { Button } from "../../ui/button.tsx";
import { FieldError } from "../../ui/field.tsx";
import { Card } from "../../ui/page.tsx";
import type { OfferDraft } from "./draft.ts";
import { MoreConditions } from "./MoreConditions.tsx";
import { DeedPanel, TermsConcerns } from "./OfferSummary.tsx";
import { isEdited, onlyContradictions, useParsedOffer } from "./parsedOffer.ts";
import { ReviewOffer, type ReviewOfferProps } from "./ReviewOffer.tsx";
import { AudienceField, DealFields, PriceFields, SaleFields, StartFields } from "./SaleFields.tsx";
import { PurposesField, UsesField } from "./ScopeFields.tsx";
import { BoundsNotice, PresetField } from "./StartingTerms.tsx";
import { LicenceFields } from "./TermsFields.tsx";
import type { StartingPoint } from "./termsChoices.ts";
import { formOfTerms, type TermsForm } from "./termsForm.ts";
import { WordingFields } from "./WordingFields.tsx";

type OfferEditorProps = Omit<ReviewOfferProps, "terms" | "sale" | "deal" | "heading" | "onChange"> & {
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
  const { chosen, owedIn, terms, price, deal, forOne, complete } = parsed;
  // What is about to be signed is what was checked: whatever is typed after that is checked again.
  const edit = useCallback(
    (change: (before: OfferDraft) => Partial<OfferDraft>) =>
      set((before) => ({ ...before, ...change(before), reviewing: false })),
    [set],
  );
  const shownTerms = tried ? terms.errors : onlyContradictions(terms.errors);
  const shownPrice = tried ? price.errors : {};

  const fields = {
    value: value.terms,
    onChange: (patch: Partial<TermsForm>) => edit((before) => ({ terms: { ...before.terms, ...patch } })),
    errors: shownTerms,
    shown: terms.shown,
  };
  const choosePreset = ({ id: preset, terms: chosenTerms }: StartingPoint) =>
    edit(() => ({ preset, terms: formOfTerms(chosenTerms) }));

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
        <div className="grid gap-10">
          {work.bounds ? (
            <BoundsNotice
              bounds={work.bounds}
              terms={terms.terms}
              onUse={(form) => edit(() => ({ preset: undefined, terms: form }))}
            />
          ) : null}
          <Part title="Start from" note="Each can be changed below.">
            <PresetField value={value.preset} edited={isEdited(value)} onChoose={choosePreset} />
          </Part>
          <Part
            title="What buyers may do"
            note="The contract answers for exactly these uses. Nothing else is licensed."
          >
            <UsesField
              value={value.terms.uses}
              onChange={(uses) => edit((before) => ({ terms: { ...before.terms, uses } }))}
              error={shownTerms.uses}
            />
          </Part>
          <Part title="For what" note="Each use above is licensed for each of these purposes, and for no other.">
            <PurposesField
              value={value.terms.purposes}
              onChange={(purposes) => edit((before) => ({ terms: { ...before.terms, purposes } }))}
              error={shownTerms.purposes}
            />
          </Part>
          <Part title="On what conditions">
            <LicenceFields {...fields} />
            <MoreConditions {...fields} chosen={owedIn} priceCurrency={value.price.currency} />
          </Part>
          <Part title="In what words" note="The text is written by your choices. Your own words can be added.">
            <WordingFields {...fields} />
            {shownTerms.terms ? <FieldError>{shownTerms.terms}</FieldError> : null}
            <TermsConcerns terms={terms.terms} preset={value.preset} />
          </Part>
          <Part title="At what price">
            <PriceFields
              value={value.price}
              onChange={(patch) => edit((before) => ({ price: { ...before.price, ...patch } }))}
              chosen={chosen}
              errors={shownPrice}
            />
          </Part>
          <Part title="Who can buy">
            <AudienceField value={value.audience} onChange={(audience) => edit(() => ({ audience }))} />
          </Part>
          {forOne ? (
            <Part title="The buyer">
              <DealFields
                value={value.deal}
                onChange={(patch) => edit((before) => ({ deal: { ...before.deal, ...patch } }))}
                errors={tried ? deal.errors : {}}
              />
            </Part>
          ) : (
            <Part title="How many, and when">
              <SaleFields
                value={value.price}
                onChange={(patch) => edit((before) => ({ price: { ...before.price, ...patch } }))}
                errors={shownPrice}
              />
            </Part>
          )}
          <Part title="Start, and the facts of the deal">
            <StartFields
              value={value.price}
              onChange={(patch) => edit((before) => ({ price: { ...before.price, ...patch } }))}
              errors={shownPrice}
            />
          </Part>
        </div>
        <LicenceText terms={terms.terms} />
      </div>

      {value.reviewing && terms.terms && price.sale ? (
        <ReviewOffer
          {...props}
          terms={terms.terms}
          sale={price.sale}
          deal={forOne ? deal.deal : undefined}
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

/** What the choices make, word for word, beside them. */
function LicenceText({ terms }: { terms: Terms | undefined }) {
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
      </Card>
    </section>
  );
}

function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className="grid gap-5">
      <div>
        <h2 className="text-2xl">{title}</h2>
        {note ? <p className="mt-1 text-soft text-sm">{note}</p> : null}
      </div>
      {children}
    </section>
  );
}
