import type { Anchor, Manifest } from "@colophon/sdk";
import type { Address, Hex } from "viem";

/** What batch.json holds: where a batch is and how far it got. */
export type BatchState = {
  /** The first did not record the format of its items; it is found out by what was stamped. */
  format: "colophon-batch/1" | "colophon-batch/2";
  /** The format of the list of files that each item is: a batch is finished in the one that it was begun in. */
  manifest?: Manifest["format"] | undefined;
  chainId: number;
  timestamps: Address;
  claimant: Address;
  anchor?: Anchor | undefined;
  /** The anchor's header in RLP, which shows its time. */
  anchorHeader?: Hex | undefined;
  /** How many items there are, and what is stamped for them: known once all of them are listed. */
  count?: number | undefined;
  root?: Hex | undefined;
  /** The transaction as it was sent, and where the stamp is. */
  sent?: Hex | undefined;
  stamp?: { transaction: Hex; block: number; time: number } | undefined;
};
