import { type Address, encodePacked, type Hex, keccak256, numberToHex, padHex } from "viem";
import { forever, mostLevels, worldwide } from "../model/constants.ts";
import { type Exclusivity, exclusivities } from "../model/terms.ts";
import { territoriesOfBitmap } from "../terms/territories.ts";
import { usesOfBitmap } from "../terms/uses.ts";

/** A licence, and one for each level that sublicences can hang below another. */
const mostInChain = mostLevels + 1;

export type LicenceLink = {
  id: bigint;
  /** Null if there is no such licence. */
  licence: DecodedLicence | null;
};

/** A licence and those above it, the direct parent first, as far as storage slots of the contract are known. */
export function licenceChain(id: bigint, read: (slot: Hex) => bigint | undefined): LicenceLink[] {
  const chain: LicenceLink[] = [];
  for (let next: bigint | undefined = id; next !== undefined && chain.length < mostInChain; ) {
    const licence = decodeLicence(next, read);
    if (licence === undefined) break;
    chain.push({ id: next, licence });
    next = licence?.parent;
  }
  return chain;
}

export type DecodedLicence = {
  holder: Address;
  /** Seconds since 1970. */
  start: number;
  /** The first second after it: by its terms, or when it was terminated. Missing if what it follows from is. */
  end?: number | undefined;
  seats: number;
  terminated: boolean;
  isSublicence: boolean;
  /** Missing if it is none, or the slot is. */
  parent?: bigint | undefined;
  /** The name of its terms: 24 bytes. */
  terms?: Hex | undefined;
  scope?: LicenceScope | undefined;
};

/** What the contract enforces of terms. A use or a territory that has no word here is named by its bit. */
export type LicenceScope = {
  uses: string[];
  territories: "worldwide" | string[];
  exclusivity: Exclusivity | "unknown";
};

const bits = (value: bigint, from: number, count: number) => (value >> BigInt(from)) & ((1n << BigInt(count)) - 1n);

/**
 * What storage slots of the Licences contract say of a licence, as far as they are known: `read` answers a slot's value,
 * or undefined if it has none to give. Undefined without the licence's record, null if there is no such licence.
 */
function decodeLicence(licence: bigint, read: (slot: Hex) => bigint | undefined): DecodedLicence | null | undefined {
  const record = read(licenceSlots.record(licence));
  if (record === undefined) return undefined;
  if (record === 0n) return null;
  // The layout of the type LicenceData, behind the holder.
  const data = record >> 160n;
  const start = bits(data, 0, 40);
  const [isSublicence, terminated] = [bits(data, 92, 1) === 1n, bits(data, 93, 1) === 1n];
  const parent = isSublicence ? read(licenceSlots.parent(licence)) : undefined;
  const grantor = isSublicence ? parent : licence >> 32n;
  const known = grantor === undefined ? undefined : read(licenceSlots.terms(grantor, bits(data, 40, 24)));
  const terms = known === undefined ? undefined : numberToHex(known >> 64n, { size: 24 });
  const slots = terms && licenceSlots.scope(terms);
  const [scope, excluded] = [slots && read(slots.first), slots && read(slots.excluded)];
  const terminatedAt = terminated ? read(licenceSlots.terminatedAt(licence)) : undefined;
  const end = terminated ? terminatedAt : scope === undefined ? undefined : endOf(start, scope, bits(data, 80, 12));
  return {
    holder: numberToHex(bits(record, 0, 160), { size: 20 }),
    start: Number(start),
    ...(end !== undefined && { end: Number(end) }),
    seats: Number(bits(data, 64, 16)),
    terminated,
    isSublicence,
    ...(parent !== undefined && { parent }),
    ...(terms && { terms }),
    ...(scope !== undefined && excluded !== undefined && { scope: scopeOf(scope, excluded) }),
  };
}

const field = (scope: bigint, name: keyof typeof licenceLayout.scope, size: number) =>
  bits(scope, licenceLayout.scope[name] * 8, size);

/** As the contract adds it up: a sum that passes the largest time is no end. */
function endOf(start: bigint, scope: bigint, periods: bigint): bigint {
  const end = start + field(scope, "duration", 40) * periods;
  return end > BigInt(forever) ? BigInt(forever) : end;
}

function scopeOf(scope: bigint, excluded: bigint): LicenceScope {
  const { uses, unknown } = usesOfBitmap(field(scope, "uses", 64));
  const { territories, unknown: elsewhere } = territoriesOfBitmap(excluded ^ worldwide);
  return {
    uses: [...uses, ...unknown.map((bit) => `use ${bit}`)],
    territories:
      territories === "worldwide" ? territories : [...territories, ...elsewhere.map((bit) => `territory ${bit}`)],
    exclusivity: exclusivities[Number(field(scope, "exclusivity", 8))] ?? "unknown",
  };
}

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
