import { zeroAddress } from "viem";
import type { Terms } from "./Terms.ts";

/** Terms without any use yet, and the plainest choice everywhere else: what presets and editors start from. */
export const baseTerms: Terms = {
  uses: [],
  territories: "worldwide",
  duration: "forever",
  exclusivity: "non-exclusive",
  transferable: false,
  sublicensing: 0,
  changes: false,
  derivatives: "none",
  upstreamShare: 0,
  cure: "irrevocable",
  revenueShare: 0,
  period: "none",
  currency: zeroAddress,
  perUnit: 0n,
  minimum: 0n,
  cap: "none",
  attribution: true,
  seats: "organisation",
};
