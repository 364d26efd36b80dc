import type { Anchor } from "@colophon/sdk";
import type { Address, Hex } from "viem";

/** What batch.json holds: where a batch is and how far it got. */
export type BatchState = {
  format: "colophon-batch/1";
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
