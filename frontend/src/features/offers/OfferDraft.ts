import type { Hex } from "viem";
import type { Audience } from "./deal/AudienceField.tsx";
import type { DealForm } from "./deal/DealForm.ts";
import type { PriceForm } from "./price/PriceForm.ts";
import type { TermsForm } from "./terms/TermsForm.ts";

/** Everything a person chose and typed for an offer. */
export type OfferDraft = {
  version: 3;
  /** Where the terms started from. */
  preset: string | undefined;
  terms: TermsForm;
  price: PriceForm;
  /** For everybody, or signed for one buyer. */
  audience: Audience;
  deal: DealForm;
  /** Whether they are about to sign. */
  reviewing: boolean;
  /** What came of it, until they begin another. */
  published: Hex | undefined;
  /** The quote that was signed, as its document, until they begin another. */
  signed: string | undefined;
};
