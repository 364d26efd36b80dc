import * as v from "valibot";
import { categories } from "../model/categories.ts";
import { statementFormat } from "../model/formats.ts";
import { earlyEnds, licenceStates, offerStates } from "../model/states.ts";
import { exclusivities } from "../model/terms.ts";
import { territories } from "../terms/territories.ts";
import { purposes, uses } from "../terms/uses.ts";
import {
  Account,
  Amount,
  At,
  answerOf,
  Bytes32,
  LicenceNumber,
  longest,
  made,
  openWord,
  Picture,
  pageOf,
  rows,
  Seconds,
  TermsName,
  Whole,
  Words,
  WorkNumber,
  words,
} from "./fields.ts";

/*
 * Everything that the index answers with, each thing once: the index's handlers are typed by these, its OpenAPI document
 * is made from them, and whoever asks reads by them.
 */

/** As the index spells a use, a purpose or a territory: by its code, or by "unknown:" and the bit that it has no word for itself. */
const Code = made(() => v.pipe(v.string(), v.regex(/^[A-Za-z0-9:-]{1,60}$/)));

/** Codes that this version has a word for, and the others. */
function sorted<Known extends string>(codes: readonly string[], known: readonly Known[]) {
  const isKnown = (code: string): code is Known => (known as readonly string[]).includes(code);
  return { named: codes.filter(isKnown), others: codes.filter((code) => !isKnown(code)) };
}

/**
 * The terms of an offer or a licence, as far as a list shows them. What a later version added has no word here: it stands
 * apart, so that nobody takes the rest for all.
 */
export const IndexedTerms = made(() =>
  v.pipe(
    v.object({
      id: TermsName,
      uses: v.pipe(v.array(Code), v.metadata({ description: "Ids of uses, such as print, or unknown:<bit>." })),
      purposes: v.pipe(
        v.array(Code),
        v.metadata({ description: "Ids of purposes, such as editorial, or unknown:<bit>." }),
      ),
      territories: v.union([
        v.literal("worldwide"),
        v.pipe(v.array(Code), v.metadata({ description: "Codes of ISO 3166-1, or unknown:<bit>." })),
      ]),
      field: v.pipe(
        v.nullable(Bytes32),
        v.metadata({ description: "The hash of the field's name; null for every field." }),
      ),
      exclusivity: v.picklist(exclusivities),
      duration: Seconds,
      duties: v.pipe(
        v.boolean(),
        v.metadata({ description: "Whether something may be owed, and a licence can be ended for a breach." }),
      ),
    }),
    v.transform((terms) => {
      const use = sorted(
        terms.uses,
        uses.map(({ id }) => id),
      );
      const purpose = sorted(
        terms.purposes,
        purposes.map(({ id }) => id),
      );
      const place =
        terms.territories === "worldwide"
          ? { named: terms.territories, others: [] }
          : sorted(
              terms.territories,
              territories.map(({ code }) => code),
            );
      return {
        ...terms,
        uses: use.named,
        purposes: purpose.named,
        territories: place.named,
        /** Uses, purposes and territories that this version has no word for. */
        others: { uses: use.others, purposes: purpose.others, territories: place.others },
      };
    }),
  ),
);

export type IndexedTerms = v.InferOutput<typeof IndexedTerms>;

const workEntries = made(() => ({
  id: WorkNumber,
  claimant: Account,
  controller: Account,
  category: openWord([...categories.map(({ id }) => id), "unknown"], "unknown"),
  name: v.nullable(Words),
  description: v.nullable(words(longest.description)),
  image: v.nullable(Picture),
  /** The cover again, small. */
  thumbnail: v.nullable(Picture),
  language: v.nullable(Words),
  credits: rows({ name: Words, role: Words, account: v.optional(Account) }),
  registeredAt: At,
  provenTime: Seconds,
  revisions: Whole,
  /** Those that anybody can buy now. */
  offers: v.object({
    open: Whole,
    cheapest: v.nullable(v.object({ offer: Bytes32, currency: Account, price: Amount })),
  }),
  licencesSold: Whole,
  parents: Whole,
  derivatives: Whole,
  income: rows({ currency: Account, received: Amount }),
}));

/** A work as lists show it. */
export const IndexedWork = made(() => v.object(workEntries));

export type IndexedWork = v.InferOutput<typeof IndexedWork>;

/** An offer and where it stands. */
export const IndexedOffer = made(() =>
  v.object({
    id: Bytes32,
    work: WorkNumber,
    workName: v.nullable(Words),
    parent: v.nullable(LicenceNumber),
    licensor: Account,
    buyer: v.nullable(Account),
    terms: IndexedTerms,
    currency: Account,
    price: Amount,
    supply: v.nullable(Whole),
    sold: Whole,
    opens: Seconds,
    closes: Seconds,
    /** The first second of its licences; 0 if they start when they are sold. */
    starts: Seconds,
    /** SHA-256 of the facts of the deal. */
    schedule: v.nullable(Bytes32),
    state: v.picklist(offerStates),
    publishedAt: At,
  }),
);

export type IndexedOffer = v.InferOutput<typeof IndexedOffer>;

/** A licence and where it stands, all above it considered. */
export const IndexedLicence = made(() =>
  v.object({
    id: LicenceNumber,
    work: WorkNumber,
    workName: v.nullable(Words),
    parent: v.nullable(LicenceNumber),
    offer: Bytes32,
    terms: IndexedTerms,
    licensor: Account,
    holder: Account,
    seats: Whole,
    /** Of the work, when it was sold. */
    version: Whole,
    start: Seconds,
    /** Of one that ended early, when it did. */
    end: Seconds,
    /** The same, or when the first licence above it ends. */
    endsAt: Seconds,
    /** How it ended before its term did. */
    ended: v.nullable(v.picklist(earlyEnds)),
    state: v.picklist(licenceStates),
    pricePaid: Amount,
    currency: Account,
    renewals: Whole,
    soldAt: At,
  }),
);

export type IndexedLicence = v.InferOutput<typeof IndexedLicence>;

/** A claim to a file: a work whose claimant made it findable, and how manieth it is by the time of its evidence. */
export const FileClaim = made(() => v.object({ digest: Bytes32, rank: Whole, disclosedAt: At, work: IndexedWork }));

export type FileClaim = v.InferOutput<typeof FileClaim>;

const accountEntries = made(() => ({
  address: Account,
  /** Commitments that it was the first to stamp, and those of them that no registration or revision has opened. */
  stamps: v.object({ sent: Whole, unopened: Whole }),
  works: v.object({ claimed: Whole, controlled: Whole }),
  licences: v.object({ held: Whole, running: Whole, granted: Whole }),
  /** Works that it holds royalty units of, taken or not yet. */
  unitsOf: Whole,
  withdrawn: rows({ currency: Account, amount: Amount }),
  proceeds: rows({ currency: Account, credited: Amount, withdrawn: Amount }),
}));

/** What an account has to do with the register, in counts and sums. */
export const IndexedAccount = made(() => v.object(accountEntries));

export type IndexedAccount = v.InferOutput<typeof IndexedAccount>;

export const AccountAnswer = made(() => answerOf(accountEntries));

/** What accounts call themselves, and the work that says so. */
export const NamesAnswer = made(() => answerOf({ items: rows({ account: Account, name: Words, work: WorkNumber }) }));

/** What an index can be worth at a moment, in a word. */
export const healthStates = [
  "starting",
  "catching-up",
  "behind",
  "stuck",
  "frozen",
  "diverged",
  "wrong",
  "wrong-chain",
  "unreachable",
  "no-database",
  "disk-full",
  "ready",
] as const;

/** How far the index is, and whether it follows the chain. Whether it can be relied on is `ready`; why not, `sentence`. */
export const IndexHealth = made(() =>
  v.object({
    chainId: Whole,
    /** SHA-256 of the deployment that it was built from. */
    deployment: Bytes32,
    ready: v.boolean(),
    state: openWord(healthStates, "unknown"),
    sentence: Words,
    indexed: v.nullable(v.object({ block: Whole, time: Seconds, hash: v.nullable(Bytes32) })),
    chainHead: v.nullable(At),
    lagBlocks: v.nullable(Whole),
    lagSeconds: v.nullable(Whole),
    finalized: v.nullable(Whole),
    /** The first block that the node knows differently. */
    diverged: v.nullable(Whole),
    rpc: v.picklist(["ok", "unreachable", "wrong-chain"]),
    database: v.optional(v.picklist(["ok", "unreachable", "full"])),
    /** A block of which the index has another number of events than a node of those that it asks. */
    wrong: v.optional(v.nullable(v.object({ block: Whole, indexed: Whole, found: Whole, node: Words }))),
    /** Metadata documents, by whether they were fetched. */
    content: v.object({ known: Whole, fetched: Whole, waiting: Whole, failed: Whole }),
  }),
);

export type IndexHealth = v.InferOutput<typeof IndexHealth>;

/** Why a question gets no answer, for programs. */
const refusalCodes = [
  "invalid-parameter",
  "unknown-parameter",
  "invalid-body",
  "nothing-asked",
  "no-statement",
  "no-such-work",
  "no-such-question",
  "too-large",
  "too-many",
  "too-slow",
  "starting",
  "failed",
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** Why a question gets no answer: a code, a sentence for people, and the values that it is about. */
export const IndexRefusal = made(() =>
  v.object({
    error: v.object({
      code: openWord(refusalCodes, "other"),
      message: words(500),
      parameter: v.optional(Words),
      value: v.optional(Words),
      id: v.optional(Words),
      block: v.nullish(Whole),
    }),
  }),
);

export type IndexRefusal = v.InferOutput<typeof IndexRefusal>;

/** What somebody's text was taken for. */
const searchKinds = ["digest", "work", "licence", "offer", "address", "words"] as const;

/** What was found for whatever somebody typed. */
export const SearchAnswer = made(() =>
  answerOf({
    query: v.object({ kind: v.picklist(searchKinds) }),
    works: v.array(IndexedWork),
    licences: v.array(IndexedLicence),
    offers: v.array(IndexedOffer),
    account: v.nullable(IndexedAccount),
    files: v.array(FileClaim),
  }),
);

export type SearchAnswer = v.InferOutput<typeof SearchAnswer>;

export const WorksPage = made(() => pageOf(IndexedWork));

export const LicencesPage = made(() => pageOf(IndexedLicence));

export const OffersPage = made(() => pageOf(IndexedOffer));

const Edge = made(() => v.object({ work: WorkNumber, licence: LicenceNumber, share: Whole }));

const WorkVersion = made(() =>
  v.object({
    revision: Whole,
    contentRoot: Bytes32,
    metadataDigest: Bytes32,
    provenTime: Seconds,
    transaction: Bytes32,
    at: At,
  }),
);

const DisclosedFile = made(() => v.object({ digest: Bytes32, contentRoot: Bytes32, disclosedAt: At }));

const UnitsHolder = made(() => v.object({ holder: Account, units: Whole }));

export const VersionsPage = made(() => pageOf(WorkVersion));

export const FilesPage = made(() => pageOf(DisclosedFile));

export const DerivativesPage = made(() => pageOf(Edge));

export const HoldersPage = made(() => pageOf(UnitsHolder));

/** One work with everything that belongs to it, and the whole of its description. */
export const WorkAnswer = made(() =>
  answerOf({
    work: v.object({
      ...workEntries,
      description: v.nullable(words(longest.wholeDescription)),
    }),
    versions: v.array(WorkVersion),
    files: v.array(DisclosedFile),
    parents: v.array(Edge),
    derivatives: v.array(Edge),
    holders: v.array(UnitsHolder),
    income: rows({
      currency: Account,
      received: Amount,
      paid: Amount,
      fromDerivatives: Amount,
      settled: Amount,
      claimed: Amount,
      payments: Whole,
    }),
  }),
);

export type WorkAnswer = v.InferOutput<typeof WorkAnswer>;

/** Who made a file findable, a page at a time. */
export const FileAnswer = made(() => v.object({ digest: Bytes32, ...pageOf(FileClaim).entries }));

/** Works whose names are spelled alike, from 0 for not at all to 1 for the same. */
export const NearAnswer = made(() =>
  answerOf({
    items: rows({ work: IndexedWork, likeness: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) }),
  }),
);

const workVerdicts = ["held", "offered", "conflict", "none"] as const;

/** What licenses the use of one work, or what is in the way of it. */
export const ClearedWork = made(() =>
  v.object({
    work: IndexedWork,
    rank: v.nullable(Whole),
    verdict: v.picklist(workVerdicts),
    sentence: Words,
    /** Whether the account controls the work itself. */
    controls: v.boolean(),
    held: v.array(IndexedLicence),
    offers: v.array(IndexedOffer),
    conflicts: v.array(IndexedLicence),
  }),
);

export type ClearedWork = v.InferOutput<typeof ClearedWork>;

/** What was found for one file, work or the words of a question. */
export const ClearedItem = made(() =>
  v.object({
    input: v.object({ kind: v.picklist(["file", "work", "words"]), value: Words }),
    verdict: v.picklist([...workVerdicts, "unknown-file", "unknown-work"]),
    sentence: Words,
    works: v.array(ClearedWork),
  }),
);

export type ClearedItem = v.InferOutput<typeof ClearedItem>;

export const ClearanceAnswer = made(() =>
  answerOf({
    use: v.picklist(uses.map(({ id }) => id)),
    purpose: v.picklist(purposes.map(({ id }) => id)),
    field: v.nullable(Words),
    territory: v.picklist(territories.map(({ code }) => code)),
    from: Seconds,
    until: Seconds,
    account: v.nullable(Account),
    items: v.array(ClearedItem),
  }),
);

export type ClearanceAnswer = v.InferOutput<typeof ClearanceAnswer>;

/** What can be counted over time, by what width of a bucket, and told apart by what. */
export const trendMeasures = ["registrations", "licences", "income", "price"] as const;

export const trendSteps = ["day", "week", "month"] as const;

export const trendSplits = ["category", "use", "purpose", "territory", "currency"] as const;

/** Counts or amounts over time; `value` is in the currency's smallest unit where there is one. */
export const TrendsAnswer = made(() =>
  answerOf({
    measure: v.picklist(trendMeasures),
    by: v.picklist(trendSteps),
    series: rows({
      key: words(80),
      currency: v.nullable(Account),
      points: rows({ time: Seconds, value: Amount, count: Whole }),
    }),
  }),
);

export type TrendsAnswer = v.InferOutput<typeof TrendsAnswer>;

const Cell = made(() => v.nullable(v.union([v.string(), v.number(), v.boolean(), v.array(v.string())])));

/** A statement, register, inventory or audit: what every document of the format has. See docs/formats.md. */
export const DocumentAnswer = made(() =>
  v.object({
    format: v.literal(statementFormat),
    kind: v.picklist(["royalties", "tax-year", "register", "inventory", "audit"]),
    title: v.string(),
    number: v.string(),
    zone: v.string(),
    money: v.nullable(v.string()),
    subject: v.record(v.string(), v.string()),
    chainId: Whole,
    contracts: v.record(v.string(), Account),
    block: v.object({ number: Whole, hash: Bytes32, time: Seconds }),
    period: v.object({ from: v.nullable(Seconds), until: v.nullable(Seconds) }),
    limits: v.array(v.string()),
    sections: v.record(v.string(), v.array(v.record(v.string(), Cell))),
    currencies: v.record(v.string(), v.nullable(v.object({ symbol: v.string(), decimals: Whole }))),
  }),
);

export type DocumentAnswer = v.InferOutput<typeof DocumentAnswer>;

/** What a document can be written as. */
export const documentTypes = { json: "application/json", csv: "text/csv", html: "text/html" } as const;

export type DocumentFormat = keyof typeof documentTypes;
