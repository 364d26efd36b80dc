import type { Address, Hex, TypedDataDefinition } from "viem";
import { type AgreementPlace, agreementDomain } from "../model/agreement.ts";

/** What a recipient can sign of files that were handed to them: that they have them, gave them back, or destroyed them. */
export const answerKinds = ["received", "returned", "destroyed"] as const;

export type AnswerKind = (typeof answerKinds)[number];

/** The sentence that is signed with each answer, word for word, and what the message is called. */
export const statements = {
  received: {
    primaryType: "Received",
    statement:
      "I received these files, encrypted, under this agreement. They opened with my key and have these SHA-256 digests. This does not say that I read them.",
  },
  returned: {
    primaryType: "Returned",
    statement: "I gave these files back, which I had under this agreement, and kept no copy.",
  },
  destroyed: {
    primaryType: "Destroyed",
    statement: "I destroyed these files, which I had under this agreement, and every copy that I made of them.",
  },
} as const satisfies Record<AnswerKind, { primaryType: string; statement: string }>;

/** What a recipient signs about one hand-over. */
export type Answer = {
  /** The agreement's id: the digest that its parties signed. */
  agreement: Hex;
  /** The number of the hand-over in the discloser's ledger, from 1. */
  entry: number;
  /** SHA-256 of that entry, which names the one before it: who signs this has seen no other past than the ledger's. */
  handover: Hex;
  discloser: Address;
  recipient: Address;
  /** SHA-256 of each file, and of each as it was encrypted, in the order of the entry. */
  files: readonly Hex[];
  encrypted: readonly Hex[];
  /** When the recipient says that it was, in seconds since 1970. */
  time: number;
};

const answerFields = [
  { name: "statement", type: "string" },
  { name: "agreement", type: "bytes32" },
  { name: "entry", type: "uint32" },
  { name: "handover", type: "bytes32" },
  { name: "discloser", type: "address" },
  { name: "recipient", type: "address" },
  { name: "files", type: "bytes32[]" },
  { name: "encrypted", type: "bytes32[]" },
  { name: "time", type: "uint40" },
] as const;

const types = {
  received: { Received: answerFields },
  returned: { Returned: answerFields },
  destroyed: { Destroyed: answerFields },
} as const satisfies Record<AnswerKind, object>;

/**
 * The message (EIP-712) of an answer, in the domain of the agreement that it is under. A wallet shows the statement and every
 * digest.
 */
export function answerTypedData(place: AgreementPlace, kind: AnswerKind, answer: Answer): TypedDataDefinition {
  const { primaryType, statement } = statements[kind];
  return {
    domain: agreementDomain(place),
    types: types[kind],
    primaryType,
    message: { statement, ...answer },
  };
}
