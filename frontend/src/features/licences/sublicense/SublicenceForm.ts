import type { Exclusivity, TerritoryCode, UseId } from "@colophon/sdk";
import type { Address } from "viem";

/** What somebody typed and chose for a sublicence. */
export type SublicenceForm = {
  uses: readonly UseId[];
  /** Empty for all that the licence covers. */
  countries: readonly TerritoryCode[];
  /** Days, as typed; ignored if it lasts for ever. */
  days: string;
  endless: boolean;
  exclusivity: Exclusivity;
  transferable: boolean;
  derivatives: boolean;
  currency: Address;
  price: string;
  seats: string;
  /** The only account that may buy, as typed; empty for anyone. */
  buyer: string;
};
