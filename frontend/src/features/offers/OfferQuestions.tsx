import type { WorkRecord } from "@colophon/sdk/read";
import type { ReactNode } from "react";
import type { OfferDraft } from "./draft.ts";
import type { FactsErrors } from "./factsForm.ts";
import type { ParsedDeal } from "./offerForm.ts";
import { PriceGuide } from "./PriceGuide.tsx";
import { isEdited, type ParsedOffer } from "./parsedOffer.ts";
import { AudienceField, DealFields, PriceFields } from "./SaleFields.tsx";
import { PurposesField, UsesField } from "./ScopeFields.tsx";
import { PresetField } from "./StartingTerms.tsx";
import { ExclusivityField, PlaceAndTimeFields } from "./TermsFields.tsx";
import type { StartingPoint } from "./termsChoices.ts";
import { formOfTerms, type TermsErrors, type TermsForm } from "./termsForm.ts";
import { RightsFields } from "./WordingFields.tsx";

export type EditorPartsProps = {
  work: WorkRecord;
  value: OfferDraft;
  edit: (change: (before: OfferDraft) => Partial<OfferDraft>) => void;
  parsed: ParsedOffer;
  /** What is shown as wrong by now. */
  errors: {
    terms: TermsErrors;
    price: Readonly<Record<string, string>>;
    deal: ParsedDeal["errors"];
    facts: FactsErrors;
  };
};

/** What the fields of the terms get. */
export function termsFieldsOf({ value, edit, parsed, errors }: EditorPartsProps) {
  return {
    value: value.terms,
    onChange: (patch: Partial<TermsForm>) => edit((before) => ({ terms: { ...before.terms, ...patch } })),
    errors: errors.terms,
    shown: parsed.terms.shown,
  };
}

/** The three questions that make an offer: who may do what, where and for how long, and for how much. */
export function OfferQuestions(props: EditorPartsProps) {
  const { work, value, edit, parsed, errors } = props;
  const fields = termsFieldsOf(props);
  const choosePreset = ({ id: preset, terms: chosenTerms }: StartingPoint) =>
    edit(() => ({ preset, terms: formOfTerms(chosenTerms) }));
  return (
    <>
      <Question number={1} title="Who may do what?">
        <Piece title="Who can buy">
          <AudienceField value={value.audience} onChange={(audience) => edit(() => ({ audience }))} />
          {parsed.forOne ? (
            <DealFields
              value={value.deal}
              onChange={(patch) => edit((before) => ({ deal: { ...before.deal, ...patch } }))}
              errors={errors.deal}
            />
          ) : null}
        </Piece>
        <Piece title="Start from" note="Each can be changed below.">
          <PresetField value={value.preset} edited={isEdited(value)} onChoose={choosePreset} />
        </Piece>
        <Piece title="What buyers may do" note="The contract answers for exactly these uses. Nothing else is licensed.">
          <UsesField
            value={value.terms.uses}
            onChange={(uses) => fields.onChange({ uses })}
            error={errors.terms.uses}
          />
        </Piece>
        <Piece title="For what" note="Each use above is licensed for each of these purposes, and for no other.">
          <PurposesField
            value={value.terms.purposes}
            onChange={(purposes) => fields.onChange({ purposes })}
            error={errors.terms.purposes}
          />
        </Piece>
        <RightsFields {...fields} />
        <ExclusivityField {...fields} />
      </Question>
      <Question number={2} title="Where, and for how long?">
        <PlaceAndTimeFields {...fields} />
      </Question>
      <Question number={3} title="For how much?">
        <PriceFields
          value={value.price}
          onChange={(patch) => edit((before) => ({ price: { ...before.price, ...patch } }))}
          chosen={parsed.chosen}
          errors={errors.price}
        />
        <PriceGuide category={work.category} uses={value.terms.uses} currency={parsed.chosen.currency} />
      </Question>
    </>
  );
}

function Question({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={`question-${number}`} className="grid gap-8">
      <h2 id={`question-${number}`} className="border-rule border-b pb-2 text-3xl">
        <span className="mr-3 text-accent">{number}</span>
        {title}
      </h2>
      {children}
    </section>
  );
}

function Piece({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <div className="grid gap-5">
      <div>
        <h3 className="text-xl">{title}</h3>
        {note ? <p className="mt-1 text-soft text-sm">{note}</p> : null}
      </div>
      {children}
    </div>
  );
}
