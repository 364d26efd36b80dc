import type { Bundle, Verdict } from "@colophon/sdk";
import type { Hex } from "viem";
import type { KeptBundle } from "../../../lib/evidence/KeptBundle.ts";
import type { KeptOpening } from "../../../lib/openings/KeptOpening.ts";

/** Everything that a certificate speaks of, and the verdict beyond which it says nothing. */
export type ProofCase = {
  kept: KeptBundle;
  opening: KeptOpening;
  bundle: Bundle;
  /** SHA-256 of the bundle's file. */
  digest: Hex;
  verdict: Verdict;
  chainName: string;
  /** When the verdict was reached, in milliseconds since 1970 by this device's clock. */
  verifiedAt: number;
};
