import type { CategoryId, RoleId } from "@colophon/sdk";
import type { Terms } from "@colophon/sdk/terms";
import type { Person } from "./people.ts";

export type DemoFile = { path: string; type: string; make: () => Uint8Array };

export type DemoOffer = {
  /** What people who read this file call it; nobody else sees it. */
  key: string;
  terms: Terms;
  /** As people write it, such as "0.03"; "0" for a gift. */
  price: string;
  currency: "ETH" | "dUSD";
  /** How many licences there are; without it there is no limit. */
  supply?: number;
  /** Whether its running royalties are owed in the play money. */
  owesDollars?: boolean;
};

/** A work of the demo catalogue, before anything is hashed. */
export type DemoWork = {
  /** Names its folder, and stands for it in this code. */
  slug: string;
  name: string;
  description: string;
  category: CategoryId;
  language?: string;
  claimant: Person;
  /** In percent, where the income is shared; all of it is the claimant's otherwise. */
  credits: readonly { person: Person; role: RoleId; percent?: number }[];
  files: readonly DemoFile[];
  /** The offer that it is made under, if it is made from another work; its claimant buys it first. */
  madeUnder?: { slug: string; key: string };
  /** A PNG of this many pixels; without it the dApp makes one up. */
  cover?: { width: number; height: number; make: () => Uint8Array };
  /** What everybody may see of it before they have a licence. */
  preview: DemoFile;
  offers: readonly DemoOffer[];
};
