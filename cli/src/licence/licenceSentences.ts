import type { LicensedReason } from "@colophon/sdk";

/** The contract's answers to "is this licensed?", in words. */
export const licenceSentences: Record<LicensedReason, string> = {
  licensed: "Yes: the licence covers this use, there and then.",
  "no such licence": "No: there is no licence with this number.",
  "not the holder": "No: the account does not hold this licence.",
  "use not covered": "No: the licence does not cover this use.",
  "territory not covered": "No: the licence does not cover this territory.",
  "not started": "No: the licence has not started then.",
  expired: "No: the licence has ended by then.",
  terminated: "No: the licence was ended for a breach by then.",
};
