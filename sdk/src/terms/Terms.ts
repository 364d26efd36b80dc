import type { Hex } from "viem";
import type { UseId } from "./uses.ts";

/** What a person chooses: the one source of the deed and of the terms on chain. */
export type Terms = {
  uses: readonly UseId[];
  /** In seconds from the sale, or "forever". */
  duration: number | "forever";
  /** Whether the licence token may be passed on. */
  transferable: boolean;
  /** Whether the author must be named. */
  attribution: boolean;
  /** Whether the work may be changed; "share-alike" asks for the same terms for what is made from it. */
  changes: "none" | "allowed" | "share-alike";
};

/** The part that the Licences contract knows, and the deed's digest. */
export type OnchainTerms = {
  /** One bit for each use. */
  uses: bigint;
  /** In seconds; 2^40 - 1 for ever. */
  duration: number;
  transferable: boolean;
  /** SHA-256 of the deed. */
  deed: Hex;
};
