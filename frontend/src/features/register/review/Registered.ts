import type { Address } from "viem";

/** A work that was registered from this form. */
export type Registered = {
  /** Its number, as in links. */
  work: string;
  title: string;
  /** Everybody else with a share. */
  coHolders: readonly { name: string; account: Address; units: number }[];
  /** Whether the claimant has units to take too. */
  ownUnits: number;
};
