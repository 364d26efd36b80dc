import { type CategoryId, categories, forever, type IpfsUri, type Metadata, visibleText } from "@colophon/sdk";
import type { ContentFinding } from "@colophon/sdk/read";
import { type TerritoryCode, territories, type UseId, uses } from "@colophon/sdk/terms";
import * as v from "valibot";
import { type Address, getAddress, type Hex } from "viem";
import { formatDay } from "./time.ts";

/*
 * The shapes that the index answers with. The index is a cache that anybody may run, so nothing of it is taken on
 * trust: what does not fit is refused, text is made visible and cut, and every entry links to a page that reads the chain.
 */

const hexOf = (digits: number) =>
  v.pipe(
    v.string(),
    v.regex(new RegExp(`^0x[0-9a-f]{${digits}}$`)),
    v.transform((text) => text as Hex),
  );

/** An account or a token, whichever way its letters are written. */
export const IndexedAddress = v.pipe(
  v.string(),
  v.regex(/^0x[0-9a-fA-F]{40}$/),
  v.transform((text): Address => getAddress(text.toLowerCase())),
);

const WorkNumber = hexOf(56);

const LicenceNumber = hexOf(64);

export const Bytes32 = hexOf(64);

/** An amount in the currency's smallest unit, as a decimal string of a word's size at most. */
export const IndexedAmount = v.pipe(
  v.string(),
  v.regex(/^[0-9]{1,78}$/),
  v.transform((text) => BigInt(text)),
);

/** A count, a time in seconds or a block. */
export const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A stranger's words: what could deceive a reader is replaced by a mark, and no text is longer than this. */
const longest = 2_000;

export const Words = v.pipe(
  v.string(),
  v.transform((text) => visibleText(text.slice(0, longest))),
);

/** A block with its time. */
export const At = v.object({ block: Whole, time: Whole });

export type At = v.InferOutput<typeof At>;

/** A page of a list: the block it holds for, the entries that can be read, and what to ask the next page with. */
export function listOf<const Entry extends v.GenericSchema>(entry: Entry) {
  return v.object({ at: At, items: v.array(entry), next: v.nullable(v.pipe(v.string(), v.maxLength(500))) });
}

const knownUses: ReadonlySet<string> = new Set(uses.map(({ id }) => id));

const knownTerritories: ReadonlySet<string> = new Set(territories.map(({ code }) => code));

const IndexedTerms = v.object({
  id: v.string(),
  // What a later version added has no word here, and the licence's page says so.
  uses: v.pipe(
    v.array(v.string()),
    v.transform((ids) => ids.filter((id): id is UseId => knownUses.has(id))),
  ),
  territories: v.union([
    v.literal("worldwide"),
    v.pipe(
      v.array(v.string()),
      v.transform((codes) => codes.filter((code) => knownTerritories.has(code)) as TerritoryCode[]),
    ),
  ]),
  exclusivity: v.picklist(["non-exclusive", "sole", "exclusive"]),
  duration: Whole,
});

export const IndexedWork = v.object({
  id: WorkNumber,
  claimant: IndexedAddress,
  controller: IndexedAddress,
  category: v.pipe(v.string(), v.maxLength(40)),
  name: v.nullable(Words),
  description: v.nullable(Words),
  image: v.nullable(v.string()),
  language: v.nullish(v.string(), null),
  credits: v.array(v.object({ name: Words, role: Words, account: v.nullish(v.string()) })),
  registeredAt: At,
  provenTime: Whole,
  revisions: Whole,
  offers: v.object({
    open: Whole,
    cheapest: v.nullable(v.object({ offer: Bytes32, currency: IndexedAddress, price: IndexedAmount })),
  }),
  licencesSold: Whole,
  parents: Whole,
  derivatives: Whole,
  income: v.optional(v.array(v.object({ currency: IndexedAddress, received: IndexedAmount }))),
});

export type IndexedWork = v.InferOutput<typeof IndexedWork>;

export const IndexedOffer = v.object({
  id: Bytes32,
  work: WorkNumber,
  workName: v.nullable(Words),
  parent: v.nullable(LicenceNumber),
  licensor: IndexedAddress,
  buyer: v.nullable(IndexedAddress),
  terms: IndexedTerms,
  currency: IndexedAddress,
  price: IndexedAmount,
  supply: v.nullable(Whole),
  sold: Whole,
  opens: Whole,
  closes: Whole,
  state: v.picklist(["open", "not open yet", "ended", "sold out", "closed", "lapsed"]),
});

export type IndexedOffer = v.InferOutput<typeof IndexedOffer>;

export const IndexedLicence = v.object({
  id: LicenceNumber,
  work: WorkNumber,
  workName: v.nullable(Words),
  parent: v.nullable(LicenceNumber),
  offer: Bytes32,
  terms: IndexedTerms,
  licensor: IndexedAddress,
  holder: IndexedAddress,
  seats: Whole,
  start: Whole,
  end: Whole,
  terminatedAt: v.nullable(Whole),
  state: v.picklist(["live", "ended", "terminated", "future"]),
  pricePaid: IndexedAmount,
  currency: IndexedAddress,
  renewals: Whole,
  soldAt: At,
});

export type IndexedLicence = v.InferOutput<typeof IndexedLicence>;

export const IndexedAccount = v.object({
  address: IndexedAddress,
  works: v.object({ claimed: Whole, controlled: Whole }),
  licences: v.object({ held: Whole, live: Whole, granted: Whole }),
  unitsOf: Whole,
  withdrawn: v.array(v.object({ currency: IndexedAddress, amount: IndexedAmount })),
  proceeds: v.array(v.object({ currency: IndexedAddress, credited: IndexedAmount, withdrawn: IndexedAmount })),
});

export type IndexedAccount = v.InferOutput<typeof IndexedAccount>;

export const IndexedFile = v.object({ digest: Bytes32, rank: Whole, disclosedAt: At, work: IndexedWork });

/** A claim to a file: a work whose claimant made it findable. */
export type IndexedFile = v.InferOutput<typeof IndexedFile>;

export const NearAnswer = v.object({
  at: At,
  items: v.array(v.object({ work: IndexedWork, likeness: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) })),
});

/** Works whose names are spelled alike, from 0 for not at all to 1 for the same. */
export type NearAnswer = v.InferOutput<typeof NearAnswer>;

/**
 * What the index knows of a work's metadata, in the form that covers and titles take. A picture is only named here: it
 * is fetched by its digest and checked against it.
 */
export function metadataOfIndexed(work: IndexedWork): ContentFinding<Metadata> {
  if (work.name === null) return { status: "unknown", sentence: "The index has not read this work's description." };
  const category: CategoryId = categories.find(({ id }) => id === work.category)?.id ?? "other";
  return {
    status: "found",
    value: {
      format: "colophon-work/1",
      name: work.name,
      description: work.description ?? "",
      category,
      credits: work.credits.map(({ name, role }) => ({ name, role })),
      ...(isIpfsUri(work.image) ? { image: work.image } : {}),
    },
  };
}

function isIpfsUri(text: string | null): text is IpfsUri {
  return text !== null && /^ipfs:\/\/baf[a-z2-7]+$/.test(text);
}

/** When a licence counts, in a few words: "until 12 March 2027", "ended for a breach on 3 May 2026". */
export function licenceSpan({ state, start, end, terminatedAt }: IndexedLicence): string {
  switch (state) {
    case "future":
      return `from ${formatDay(start)}${end >= forever ? " without an end" : ` until ${formatDay(end)}`}`;
    case "live":
      return end >= forever ? "without an end" : `until ${formatDay(end)}`;
    case "ended":
      return `ended on ${formatDay(end)}`;
    case "terminated":
      return `ended for a breach on ${formatDay(terminatedAt ?? end)}`;
  }
}
