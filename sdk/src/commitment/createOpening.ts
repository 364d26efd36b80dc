import type { Address, Hex } from "viem";
import { contentRootOf } from "../content/contentRootOf.ts";
import type { Manifest } from "../content/Manifest.ts";
import { commitmentOf } from "./commitmentOf.ts";
import type { Opening } from "./Opening.ts";
import { randomSalt } from "./randomSalt.ts";

export type CreateOpeningParameters = {
  chainId: number;
  timestamps: Address;
  claimant: Address;
  manifest: Manifest;
  /** Random when missing. */
  salt?: Hex;
};

/** The opening of a new commitment. Keep it before stamping: without it the stamp proves nothing. */
export function createOpening({ manifest, salt = randomSalt(), ...parameters }: CreateOpeningParameters): Opening {
  const parts = {
    chainId: parameters.chainId,
    timestamps: parameters.timestamps.toLowerCase() as Address,
    claimant: parameters.claimant.toLowerCase() as Address,
    contentRoot: contentRootOf(manifest),
    salt,
  };
  return { format: "colophon-opening/1", ...parts, commitment: commitmentOf(parts), manifest };
}
