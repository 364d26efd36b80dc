import { zeroAddress } from "viem";
import type { OfferDraft } from "./OfferDraft.ts";

export const newOfferDraft: OfferDraft = {
  version: 1,
  preset: undefined,
  terms: {
    uses: [],
    duration: 365 * 86_400,
    ownDuration: "",
    ownUnit: "days",
    transferable: false,
    attribution: true,
    changes: "none",
  },
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
  reviewing: false,
  published: undefined,
};
