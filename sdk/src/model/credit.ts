import { type Address, type Hex, hashTypedData } from "viem";

/** A credit of a work that names an account, as its description says it. */
export type NamedCredit = {
  work: bigint;
  account: Address;
  name: string;
  /** A role's id, or other words. */
  role: string;
};

/** Where a credit counts: a chain, and the Works contract on it. */
export type CreditPlace = { chainId: number; works: Address };

/**
 * What an account stamps to confirm its credit: the EIP-712 digest of the credit, word for word. Another name or role is
 * another credit, and so is that of another work. It counts where the account itself sent the stamp.
 */
export function creditDigestOf({ chainId, works }: CreditPlace, credit: NamedCredit): Hex {
  return hashTypedData({
    domain: { name: "Colophon Credits", version: "1", chainId, verifyingContract: works },
    types: {
      Credit: [
        { name: "work", type: "uint256" },
        { name: "account", type: "address" },
        { name: "name", type: "string" },
        { name: "role", type: "string" },
      ],
    },
    primaryType: "Credit",
    message: { ...credit, name: credit.name.normalize("NFC").trim() },
  });
}
