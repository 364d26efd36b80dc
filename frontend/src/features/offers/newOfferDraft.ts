import { baseTerms } from "@colophon/sdk";
import { zeroAddress } from "viem";
import type { OfferDraft } from "./OfferDraft.ts";
import { formOfTerms } from "./terms/formOfTerms.ts";

export const newOfferDraft: OfferDraft = {
  version: 3,
  preset: undefined,
  terms: { ...formOfTerms(baseTerms), duration: 365 * 86_400 },
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
