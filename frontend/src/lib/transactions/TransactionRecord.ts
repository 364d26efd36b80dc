import type { Address, Hex, Log } from "viem";

/**
 * - signing: the wallet was asked; no answer is known yet
 * - submitted: it is on its way
 * - confirmed, reverted: it is in a block
 * - replaced: another transaction of the account took its place
 * - dropped: the network forgot it
 * - rejected: the person declined
 * - failed: it could not be sent
 */
export type TransactionStatus =
  | "signing"
  | "submitted"
  | "confirmed"
  | "reverted"
  | "replaced"
  | "dropped"
  | "rejected"
  | "failed";

/** Steps that the wallet was asked to do together or not at all (EIP-5792). */
export type TransactionBundle = {
  /** By what the wallet knows it. */
  id: string;
  /** How many steps go together, the last of them the plan's last. */
  steps: number;
};

/** A transaction that this device sent or tried to send, kept so that a reload or crash loses nothing. */
export type TransactionRecord = {
  id: string;
  /** What it is for, such as `buy:<offer>`. While one is under way, no other with the same intent is sent. */
  intent: string;
  chainId: number;
  account: Address;
  /** What it does, in words. */
  title: string;
  /** The page where it belongs. */
  href: string | undefined;
  /** Which of the steps of its intent it is, from 0, and how many there are. Of a bundle, the last one. */
  step: number;
  steps: number;
  request: { to: Address; data: Hex; value: bigint };
  /** Set if the wallet does this step together with those before it. It names the transaction only once it is mined. */
  bundle?: TransactionBundle;
  nonce: number;
  status: TransactionStatus;
  hash: Hex | undefined;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** When the network was last seen to know it, in milliseconds since 1970. */
  knownAt: number | undefined;
  /** Where it is, once it is in a block. Time in seconds since 1970. */
  inclusion: { block: bigint; blockHash: Hex; time: bigint; fee: bigint; logs: readonly Log[] } | undefined;
  /** More to say about its state: why it reverted, what replaced it. */
  sentence: string | undefined;
  /** Whether the person has seen how it ended. */
  acknowledged: boolean;
};
