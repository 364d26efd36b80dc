import { type Address, encodePacked, type Hex, keccak256, numberToHex, padHex } from "viem";
import { forever, mostLevels, worldwide } from "../model/constants.ts";
import type { EarlyEnd } from "../model/states.ts";
import { type Exclusivity, exclusivities } from "../model/terms.ts";
import { territoriesOfBitmap } from "../terms/territories.ts";
import { purposesOfBitmap, usesOfBitmap } from "../terms/uses.ts";

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
  /** The first second after it: by its terms, or when it ended early. Missing if what it follows from is. */
  end?: number | undefined;
  /** How it ended early; missing if it did not. */
  ended?: EarlyEnd | undefined;
  /** Missing if it ended early without rules: then the contract does not keep them. */
  seats?: number | undefined;
  isSublicence: boolean;
  /** Missing if it is none, or the slot is. */
  parent?: bigint | undefined;
  /** The name of its terms: 24 bytes. */
  terms?: Hex | undefined;
  scope?: LicenceScope | undefined;
};

/** What the contract enforces of terms. An act, a purpose or a territory without a word here is named by its bit. */
export type LicenceScope = {
  uses: string[];
  purposes: string[];
  territories: "worldwide" | string[];
  /** The hash of the field's name. */
  field: "all" | Hex;
  exclusivity: Exclusivity | "unknown";
  /** Whether the terms name rules. */
  duties: boolean;
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
  const { start, number, isSublicence, ended, endElsewhere, packedEnd, seats, periods } = dataOf(record >> 160n);
  const parent = isSublicence ? read(licenceSlots.parent(licence)) : undefined;
  const grantor = isSublicence ? parent : licence >> 32n;
  const known = grantor === undefined ? undefined : read(licenceSlots.class(grantor, number));
  const terms = known === undefined ? undefined : termsOf(number, known);
  const first = terms && read(licenceSlots.scope(terms).first);
  const scope = terms && first !== undefined ? scopeOf(terms, first, read) : undefined;
  const early = endElsewhere ? read(licenceSlots.endedAt(licence)) : packedEnd;
  const end = ended ? early : first === undefined ? undefined : endOf(start, first, periods);
  return {
    holder: numberToHex(bits(record, 0, 160), { size: 20 }),
    start: Number(start),
    ...(end !== undefined && { end: Number(end) }),
    ...(ended && { ended }),
    ...((!ended || endElsewhere) && { seats: Number(seats) }),
    isSublicence,
    ...(parent !== undefined && { parent }),
    ...(terms && { terms }),
    ...(scope && { scope }),
  };
}

/** The parts of the type LicenceData, which stands behind the holder. */
function dataOf(data: bigint) {
  const is = (bit: number) => bits(data, bit, 1) === 1n;
  const early: EarlyEnd = is(60) ? "terminated" : "surrendered";
  return {
    start: bits(data, 0, 34),
    /** Of the class of its terms. */
    number: bits(data, 34, 24),
    isSublicence: is(58),
    ended: is(59) ? early : undefined,
    /** Whether the time of an early end has a slot of its own. If not, it stands here, in the place of what follows. */
    endElsewhere: is(59) && is(61),
    packedEnd: bits(data, 62, 34),
    seats: bits(data, 62, 16),
    periods: bits(data, 78, 12),
  };
}

/** The name of the terms of a class: its number, and what its slot holds of the name. */
const termsOf = (number: bigint, known: bigint): Hex => numberToHex((number << 168n) | (known >> 88n), { size: 24 });

const member = (scope: bigint, name: keyof typeof licenceLayout.scope, size: number) =>
  bits(scope, licenceLayout.scope[name] * 8, size);

/** As the contract adds it up: a sum that passes the largest time is no end. */
function endOf(start: bigint, scope: bigint, periods: bigint): bigint {
  const end = start + member(scope, "duration", 40) * periods;
  return end > BigInt(forever) ? BigInt(forever) : end;
}

/** The bits of the type Flags that say what else of a scope is to be read. */
const [ruled, inOneField, notEverywhere] = [1n, 2n, 4n] as const;

/** Undefined if a slot that belongs to it is not known: one for territories, one for the field, where there are any. */
function scopeOf(terms: Hex, scope: bigint, read: (slot: Hex) => bigint | undefined): LicenceScope | undefined {
  const slots = licenceSlots.scope(terms);
  const flags = member(scope, "flags", 8);
  const excluded = flags & notEverywhere ? read(slots.excluded) : 0n;
  const field = flags & inOneField ? read(slots.field) : 0n;
  if (excluded === undefined || field === undefined) return undefined;
  const acts = usesOfBitmap(member(scope, "uses", 64));
  const aims = purposesOfBitmap(Number(member(scope, "purposes", 32)));
  const { territories, unknown: elsewhere } = territoriesOfBitmap(excluded ^ worldwide);
  return {
    uses: [...acts.uses, ...acts.unknown.map((bit) => `use ${bit}`)],
    purposes: [...aims.purposes, ...aims.unknown.map((bit) => `purpose ${bit}`)],
    territories:
      territories === "worldwide" ? territories : [...territories, ...elsewhere.map((bit) => `territory ${bit}`)],
    field: flags & inOneField ? numberToHex(field, { size: 32 }) : "all",
    exclusivity: exclusivities[Number(member(scope, "exclusivity", 8))] ?? "unknown",
    duties: (flags & ruled) !== 0n,
  };
}

/**
 * Where the Licences contract of this release keeps what is known of licences. A test compares this with the storage
 * layout that the compiler gives.
 */
export const licenceLayout = {
  /** Slots of the mappings. */
  records: 6n,
  scopes: 8n,
  books: 9n,
  parents: 10n,
  endedAt: 11n,
  /** Of the classes within a book. */
  classes: 1n,
  /** Of the territories that terms leave out, and of their field, within a scope. */
  excluded: 1n,
  field: 2n,
  /** Bytes from the right, within a scope's first slot. */
  scope: { uses: 0, purposes: 8, duration: 12, exclusivity: 25, flags: 30 },
} as const;

const word = (value: bigint) => numberToHex(value, { size: 32 });

/** The slot of a key's value in a mapping. */
function entry(key: Hex, mapping: bigint): bigint {
  return BigInt(keccak256(encodePacked(["bytes32", "uint256"], [key, mapping])));
}

/** The storage slots of the Licences contract that hold what is known of a licence. */
export const licenceSlots = {
  /** Its holder in the low 160 bits, and behind it what changes only by renewal, a work made under it or an early end. */
  record: (licence: bigint): Hex => word(entry(word(licence), licenceLayout.records)),
  /** The licence that a sublicence hangs below. */
  parent: (licence: bigint): Hex => word(entry(word(licence), licenceLayout.parents)),
  /** When it ended early, if its terms name rules. */
  endedAt: (licence: bigint): Hex => word(entry(word(licence), licenceLayout.endedAt)),
  /** The class of terms, in the book of the work or of the licence above. */
  class: (grantor: bigint, number: bigint): Hex =>
    word(entry(word(number), entry(word(grantor), licenceLayout.books) + licenceLayout.classes)),
  /** What the contract knows of terms; the territories that they leave out and their field only if their flags say so. */
  scope: (terms: Hex): { first: Hex; excluded: Hex; field: Hex } => {
    const first = entry(padHex(terms, { dir: "right", size: 32 }), licenceLayout.scopes);
    return {
      first: word(first),
      excluded: word(first + licenceLayout.excluded),
      field: word(first + licenceLayout.field),
    };
  },
};
