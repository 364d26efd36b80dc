import { encodePacked, type Hex, keccak256, numberToHex, padHex } from "viem";

/**
 * Where the Licences contract of this release keeps what is known of licences. A test compares this with the storage
 * layout that the compiler gives.
 */
export const licenceLayout = {
  /** Slots of the mappings. */
  records: 6n,
  scopes: 10n,
  books: 12n,
  parents: 13n,
  terminatedAt: 14n,
  /** Of the classes within a book. */
  classes: 1n,
  /** Of what terms exclude, within a scope. */
  excluded: 1n,
  /** Bytes from the right, within a scope's first slot. */
  scope: { uses: 0, duration: 8, exclusivity: 21 },
} as const;

const word = (value: bigint) => numberToHex(value, { size: 32 });

/** The slot of a key's value in a mapping. */
function entry(key: Hex, mapping: bigint): bigint {
  return BigInt(keccak256(encodePacked(["bytes32", "uint256"], [key, mapping])));
}

/** The storage slots of the Licences contract that hold what is known of a licence. */
export const licenceSlots = {
  /** Its holder in the low 160 bits, and what never changes but by renewal or termination. */
  record: (licence: bigint): Hex => word(entry(word(licence), licenceLayout.records)),
  /** The licence that a sublicence hangs below. */
  parent: (licence: bigint): Hex => word(entry(word(licence), licenceLayout.parents)),
  /** When it was terminated. */
  terminatedAt: (licence: bigint): Hex => word(entry(word(licence), licenceLayout.terminatedAt)),
  /** The terms of a class, in the book of the work or of the licence above. */
  terms: (grantor: bigint, number: bigint): Hex =>
    word(entry(word(number), entry(word(grantor), licenceLayout.books) + licenceLayout.classes)),
  /** What the contract knows of terms: their uses and duration, and the territories that they exclude. */
  scope: (terms: Hex): { first: Hex; excluded: Hex } => {
    const first = entry(padHex(terms, { dir: "right", size: 32 }), licenceLayout.scopes);
    return { first: word(first), excluded: word(first + licenceLayout.excluded) };
  },
};
