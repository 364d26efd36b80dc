import type { PresetId } from "@colophon/sdk";
import type { Hex } from "viem";
import type { PriceForm } from "./price/PriceForm.ts";
import type { TermsForm } from "./terms/TermsForm.ts";

/** Everything a person chose and typed for an offer. */
export type OfferDraft = {
  version: 2;
  /** Where the terms started from. */
  preset: PresetId | undefined;
  terms: TermsForm;
  price: PriceForm;
  /** Whether they are about to sign. */
  reviewing: boolean;
  /** What came of it, until they begin another. */
  published: Hex | undefined;
};
