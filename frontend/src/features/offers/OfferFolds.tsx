import type { BlockRef } from "@colophon/sdk/read";
import { latestTime } from "../../lib/time.ts";
import { FieldError } from "../../ui/field.tsx";
import { FactsFields } from "./FactsFields.tsx";
import { Fold } from "./Fold.tsx";
import { factsInWords } from "./factsForm.ts";
import { MoreConditions } from "./MoreConditions.tsx";
import { type EditorPartsProps, termsFieldsOf } from "./OfferQuestions.tsx";
import { TermsConcerns } from "./OfferSummary.tsx";
import { saleInWords } from "./offerForm.ts";
import { SaleFields, StartFields } from "./SaleFields.tsx";
import { WordingFields, wordingInWords } from "./WordingFields.tsx";

/** The fields of the price form that are folded. */
const folded = ["supply", "opens", "closes", "starts"] as const;

/** Everything that an offer can do without: folded, each with what it says now. */
export function OfferFolds(props: EditorPartsProps & { block: BlockRef }) {
  const { work, value, edit, parsed, errors, block } = props;
  const { terms, facts, owedIn, forOne, price } = parsed;
  const fields = termsFieldsOf(props);
  const sale = {
    value: value.price,
    onChange: (patch: Partial<typeof value.price>) => edit((before) => ({ price: { ...before.price, ...patch } })),
    errors: errors.price,
  };
  const chosenSale = price.sale ? saleInWords(price.sale, latestTime(block)) : "Any number, from now on.";
  const said = Object.keys(errors.terms).some((field) => field.startsWith("wording") && field !== "wordingRights");
  return (
    <section aria-labelledby="further" className="grid gap-4">
      <h2 id="further" className="text-2xl">
        Everything else, if you need it
      </h2>
      <MoreConditions {...fields} chosen={owedIn} priceCurrency={value.price.currency} />
      <Fold title="The words of the text" says={wordingInWords(terms.shown.wording)} wrong={said}>
        <WordingFields {...fields} />
      </Fold>
      <Fold
        title={forOne ? "When it starts" : "How many, and when"}
        says={forOne ? startInWords(parsed) : chosenSale}
        wrong={folded.some((field) => field in errors.price)}
      >
        {forOne ? null : <SaleFields {...sale} />}
        <StartFields {...sale} />
      </Fold>
      <Fold title="Facts of this deal" says={factsInWords(facts)} wrong={Object.keys(errors.facts).length > 0}>
        <FactsFields
          value={value.facts}
          onChange={(patch) => edit((before) => ({ facts: { ...before.facts, ...patch } }))}
          errors={errors.facts}
          work={work}
          forOne={forOne}
        />
      </Fold>
      {errors.terms.terms ? <FieldError>{errors.terms.terms}</FieldError> : null}
      <TermsConcerns terms={terms.terms} preset={value.preset} />
    </section>
  );
}

function startInWords({ price: { sale } }: EditorPartsProps["parsed"]): string {
  return sale && sale.starts > 0 ? "Later than at its sale." : "When it is bought.";
}
