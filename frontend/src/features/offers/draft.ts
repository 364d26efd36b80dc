import { day } from "@colophon/sdk";
import { baseTerms } from "@colophon/sdk/terms";
import { type Hex, zeroAddress } from "viem";
import type { DealForm, PriceForm } from "./offerForm.ts";
import type { Audience } from "./SaleFields.tsx";
import { formOfTerms, type TermsForm } from "./termsForm.ts";

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

export const newOfferDraft: OfferDraft = {
  version: 3,
  preset: undefined,
  terms: { ...formOfTerms(baseTerms), duration: 365 * day },
  price: {
    currency: zeroAddress,
    token: "",
    price: "",
    free: false,
    limited: false,
    supply: "",
    timed: false,
    opens: "",
    closes: "",
  },
  audience: "anyone",
  deal: { buyer: "", seats: "1", expires: "" },
  reviewing: false,
  published: undefined,
  signed: undefined,
};
