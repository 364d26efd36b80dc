import type { BlockRef, WorkRecord } from "@colophon/sdk/read";
import { useMemo } from "react";
import type { Hex } from "viem";
import { useChosenCurrency } from "../../flow/CurrencyField.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { latestTime } from "../../lib/time.ts";
import type { OfferDraft } from "./draft.ts";
import { parseFactsForm } from "./factsForm.ts";
import { type OfferedSale, parseDealForm, parsePriceForm } from "./offerForm.ts";
import { startingPointOf } from "./termsChoices.ts";
import { formOfTerms, parseTermsForm, type TermsErrors } from "./termsForm.ts";

export type ParsedOffer = ReturnType<typeof useParsedOffer>;

/** What the draft means so far: terms, price, deal and facts, and what is missing of each. */
export function useParsedOffer(value: OfferDraft, work: WorkRecord, block: BlockRef) {
  const { deployment } = useActiveChain();
  const chosen = useChosenCurrency(value.price);
  const owedIn = useChosenCurrency(value.terms.conditions);
  const terms = useMemo(
    () => parseTermsForm({ form: value.terms, currency: owedIn.currency }),
    [value.terms, owedIn.currency],
  );
  const forOne = value.audience === "one";
  // For one buyer, number and time are those of the deal.
  const priced = useMemo(
    () => (forOne ? { ...value.price, limited: false, timed: false } : value.price),
    [forOne, value.price],
  );
  const price = useMemo(
    () => parsePriceForm({ form: priced, currency: chosen.currency, now: latestTime(block) }),
    [priced, chosen.currency, block],
  );
  const deal = useMemo(
    () => parseDealForm({ form: value.deal, deployment, licensor: work.controller, now: latestTime(block) }),
    [value.deal, deployment, work.controller, block],
  );
  const facts = useMemo(() => parseFactsForm({ form: value.facts, forOne }), [value.facts, forOne]);
  const sale = saleWith(price.sale, facts.digest);
  const answered = terms.terms !== undefined && terms.errors.wordingRights === undefined;
  const complete = answered && sale !== undefined && (!forOne || deal.deal !== undefined);
  return { chosen, owedIn, terms, price, deal, facts, sale, forOne, complete };
}

function saleWith(sale: Omit<OfferedSale, "schedule"> | undefined, schedule: Hex | undefined): OfferedSale | undefined {
  return sale && schedule ? { ...sale, schedule } : undefined;
}

/** Whether the terms are no longer those of the preset that they started from. */
export function isEdited({ preset, terms }: OfferDraft): boolean {
  const found = startingPointOf(preset);
  if (!found) return false;
  return JSON.stringify(terms) !== JSON.stringify(formOfTerms(found.terms));
}

/** A contradiction is said at once; what is merely missing, when the person tries to go on. */
export function onlyContradictions({ making, terms }: TermsErrors): TermsErrors {
  return { ...(making ? { making } : {}), ...(terms ? { terms } : {}) };
}
