import { type Address, type Hex, hashTypedData, keccak256, stringToBytes } from "viem";

/** An agreement as its parties sign it; the Agreements contract takes the hash of its text. */
export type Agreement = {
  /** The whole text, in its canonical form. */
  text: string;
  /** Who signs: 1 to 32, in ascending order. */
  parties: readonly Address[];
  /** Whether it may be witnessed on the chain. If not, it stays with its parties. */
  witnessed: boolean;
  /** Seconds since 1970: it can be concluded from, and up to but not including. */
  opens: number;
  closes: number;
  /** The first second at which it no longer stands; `forever` if it has no end. */
  ends: number;
  /** Who may end it alone: the bit of each such party's place in `parties`, the first being bit 0. */
  leavers: number;
  /** Seconds from such a party's notice to the end; 0 if nobody may. */
  notice: number;
  /** The agreement that this one replaces; the zero hash if none. */
  supersedes: Hex;
  /** Who decides disputes by ERC-792; the zero address if the text names no such contract. */
  arbitrator: Address;
  /** keccak256 of what the arbitrator is asked with; the zero hash without an arbitrator. */
  court: Hex;
};

/** As many as the contract takes. */
export const mostParties = 32;

/** The fields of an agreement in EIP-712, in which the text stands in full. */
const agreementFields = [
  { name: "text", type: "string" },
  { name: "parties", type: "address[]" },
  { name: "witnessed", type: "bool" },
  { name: "opens", type: "uint40" },
  { name: "closes", type: "uint40" },
  { name: "ends", type: "uint40" },
  { name: "leavers", type: "uint32" },
  { name: "notice", type: "uint40" },
  { name: "supersedes", type: "bytes32" },
  { name: "arbitrator", type: "address" },
  { name: "court", type: "bytes32" },
] as const;

/** Where an agreement is signed for: a chain, and the Agreements contract on it, whether or not it is witnessed there. */
export type AgreementPlace = { chainId: number; agreements: Address };

/** What everything about agreements is signed for (EIP-712). */
export function agreementDomain({ chainId, agreements }: AgreementPlace) {
  return { name: "Colophon Agreements", version: "1", chainId, verifyingContract: agreements } as const;
}

/** What each party signs (EIP-712). A wallet shows the whole text. */
export function agreementTypedData(place: AgreementPlace, agreement: Agreement) {
  return {
    domain: agreementDomain(place),
    types: { Agreement: agreementFields },
    primaryType: "Agreement",
    message: agreement,
  } as const;
}

/** The id of an agreement: the digest that its parties sign. */
export function agreementIdOf(place: AgreementPlace, agreement: Agreement): Hex {
  return hashTypedData(agreementTypedData(place, agreement));
}

/** An agreement as the contract takes it: with the hash of its text. */
export function onchainAgreementOf(agreement: Agreement) {
  return { ...agreement, text: keccak256(stringToBytes(agreement.text)) };
}

/** Whether a party may end an agreement alone. */
export function mayLeave({ parties, leavers }: Pick<Agreement, "parties" | "leavers">, party: Address): boolean {
  const place = parties.findIndex((each) => each.toLowerCase() === party.toLowerCase());
  return place >= 0 && ((leavers >>> place) & 1) === 1;
}
