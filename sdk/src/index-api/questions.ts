import * as v from "valibot";
import { licenceStates, offerStates } from "../model/states.ts";
import {
  address,
  addresses,
  after,
  amount,
  category,
  choice,
  digest,
  field,
  flag,
  limit,
  listOf,
  moment,
  purpose,
  territory,
  text,
  use,
  workNumber,
  year,
} from "./parameters.ts";
import { documentTypes, trendMeasures, trendSplits, trendSteps } from "./schemas.ts";

/*
 * What each route of the index can be asked, by the names that the routes have: the index reads questions by these, and
 * documents them. Whoever asks needs their types only, so they are no part of a reader's bundle.
 */

export type IndexQuestion = {
  /** What is answered, in a sentence. */
  readonly summary: string;
  readonly path: v.ObjectEntries;
  readonly query: v.ObjectEntries;
  /** What is sent with it, as JSON. */
  readonly body?: v.GenericSchema<Record<string, unknown>>;
  /** Media types that it is answered in; JSON alone if not given. */
  readonly types?: readonly string[];
};

const none = {};

export const health = {
  summary: "How far the index is, and whether it follows the chain. 503 while it is not to be relied on.",
  path: none,
  query: none,
} as const satisfies IndexQuestion;

export const search = {
  summary: "One box: a digest, a number, a link, an address, or words of which the last may be unfinished.",
  path: none,
  query: {
    q: text(
      "What somebody typed or pasted. The last word may be unfinished.",
      500,
      "give what to search for, such as /v1/search?q=blue.",
    ),
    limit: limit(20),
  },
} as const satisfies IndexQuestion;

const offer = "of an offer that can be bought now by anybody";

export const works = {
  summary: "Works, the latest first: all that match every filter.",
  path: none,
  query: {
    q: v.optional(text("Words that must all be in the name, the credits or the description.", 200)),
    category: v.optional(category),
    use: v.optional(use(`A use ${offer}.`)),
    purpose: v.optional(purpose(`A purpose ${offer}.`)),
    territory: v.optional(territory(`A territory ${offer}, by its ISO 3166-1 code.`)),
    currency: v.optional(address(`The currency ${offer}: a token, or the zero address for ETH.`)),
    maxPrice: v.optional(amount(`The highest price ${offer}, in the smallest unit of \`currency\`.`)),
    available: v.optional(flag("Only works with an offer that can be bought now by anybody.")),
    claimant: v.optional(address("Who registered it.")),
    controller: v.optional(address("Who controls it now.")),
    holder: v.optional(address("Who holds royalty units of it, taken or not yet.")),
    from: v.optional(moment("Registered from then on")),
    to: v.optional(moment("Registered before then")),
    sort: v.optional(choice("The order.", ["newest", "oldest"]), "newest"),
    after,
    limit: limit(30),
  },
} as const satisfies IndexQuestion;

export const work = {
  summary: "One work, with its versions, files, parents, derivatives, holders and income; the latest 100 of each.",
  path: { id: workNumber },
  query: none,
} as const satisfies IndexQuestion;

const ofWork = { path: { id: workNumber }, query: { after, limit: limit(100) } } as const;

export const workVersions = {
  summary: "The versions of a work, the latest first.",
  ...ofWork,
} as const satisfies IndexQuestion;

export const workFiles = {
  summary: "The files of a work that were made findable, the latest first.",
  ...ofWork,
} as const satisfies IndexQuestion;

export const workDerivatives = {
  summary: "Works that are made from a work, the latest first.",
  ...ofWork,
} as const satisfies IndexQuestion;

export const workHolders = {
  summary: "Everybody who holds royalty units of a work, in the order of their addresses.",
  ...ofWork,
} as const satisfies IndexQuestion;

export const file = {
  summary: "Everybody who made a file findable, the earliest proven claim first. None: empty.",
  path: { sha256: digest("The SHA-256 of a file, with or without 0x.") },
  query: { after, limit: limit(100) },
} as const satisfies IndexQuestion;

export const near = {
  summary: "Works whose names are spelled alike, the nearest first, among at most 2,000 that share a rare part.",
  path: none,
  query: { name: text("A name.", 200, "give a name, such as /v1/near?name=Blue."), limit: limit(30) },
} as const satisfies IndexQuestion;

export const clearance = {
  summary:
    "May I use this? For files, works or words: licences that an account holds, offers that would allow the use, and exclusive licences in the way.",
  path: none,
  query: none,
  body: v.strictObject({
    files: listOf(digest("The SHA-256 of a file, with or without 0x."), "Files, by their digests."),
    works: listOf(workNumber, "Works, by their numbers."),
    words: v.nullish(text("Words of a name: works that have them all.", 200)),
    use: use("What is to be done."),
    purpose: purpose("What for."),
    field: v.nullish(field("The name of its field, as licence texts name it; one that no terms name if not given.")),
    territory: territory("Where: a country or territory, by its ISO 3166-1 code."),
    from: v.nullish(moment("When the use begins; now if not given")),
    until: v.nullish(moment("When it ends; a second after it begins if not given")),
    account: v.nullish(address("Who wants to use it.")),
  }),
} as const satisfies IndexQuestion;

export const licences = {
  summary: "Licences, the latest first. A sublicence ends with whatever it comes from.",
  path: none,
  query: {
    holder: v.optional(address("Who holds it.")),
    work: v.optional(workNumber),
    licensor: v.optional(address("Who sold it.")),
    offer: v.optional(digest("The offer that it was bought by.")),
    state: v.optional(choice("Where it stands now.", licenceStates)),
    after,
    limit: limit(30),
  },
} as const satisfies IndexQuestion;

export const offers = {
  summary: "Published offers, the latest first.",
  path: none,
  query: {
    work: v.optional(workNumber),
    licensor: v.optional(address("Who offers.")),
    state: v.optional(choice("Whether it can be bought now, or why not.", offerStates)),
    after,
    limit: limit(30),
  },
} as const satisfies IndexQuestion;

export const account = {
  summary: "What an account has to do with the register, in counts and sums; zeros if nothing.",
  path: { address: address("An account.") },
  query: none,
} as const satisfies IndexQuestion;

export const names = {
  summary:
    "What accounts call themselves in a work of their own, each in the latest that says so. Nobody has checked it; whoever says nothing is left out.",
  path: none,
  query: { of: addresses("Accounts, with commas between them; at most 100.") },
} as const satisfies IndexQuestion;

const money = "A token, or the zero address for ETH.";

export const trends = {
  summary:
    "Registrations, licences, income and mean prices over time. Money is never added over currencies. At most 60 series, the largest.",
  path: none,
  query: {
    measure: v.optional(choice("What is counted.", trendMeasures), "registrations"),
    by: v.optional(choice("The width of a bucket, in UTC; weeks begin on Monday.", trendSteps), "month"),
    split: v.optional(choice("One series for each.", trendSplits)),
    category: v.optional(category),
    use: v.optional(use("A use that the terms allow.")),
    purpose: v.optional(purpose("A purpose that the terms allow.")),
    territory: v.optional(territory("A territory that the terms allow, by its ISO 3166-1 code.")),
    currency: v.optional(address(money)),
    from: v.optional(moment("From the day of then on")),
    to: v.optional(moment("Before then; a day that has begun counts in full")),
  },
} as const satisfies IndexQuestion;

/** What every document is asked with, and comes in. */
const format = v.optional(choice("How it is written.", ["json", "csv", "html"]), "json");

const types = Object.values(documentTypes);

const ownedBefore = moment("As it stood before then");

export const royaltyStatement = {
  summary:
    "A royalty statement of a holder, or of a work: opening, every line, totals, closing, and checks against the contract.",
  path: none,
  query: {
    holder: v.optional(address("Whose share of income. Without it, all that `work` receives.")),
    work: v.optional(workNumber),
    currency: v.optional(address(money)),
    from: v.optional(moment("Lines from then on")),
    to: v.optional(moment("Lines before then")),
    format,
  },
  types,
} as const satisfies IndexQuestion;

export const taxYearStatement = {
  summary: "All income of an account in a year, and all that it paid.",
  path: none,
  query: {
    holder: address("Whose income and payments."),
    year,
    begins: v.optional(text("Month and day that the fiscal year begins on; 01-01 if not given.", 5)),
    currency: v.optional(address(money)),
    format,
  },
  types,
} as const satisfies IndexQuestion;

export const registerStatement = {
  summary: "The register of licences that somebody granted, or of a work: read from the node, not from the index.",
  path: none,
  query: {
    licensor: v.optional(address("Who granted them.")),
    work: v.optional(workNumber),
    to: v.optional(ownedBefore),
    format,
  },
  types,
} as const satisfies IndexQuestion;

export const inventoryStatement = {
  summary: "The works that an account controls, with what is licensed and what they earn: read from the node.",
  path: none,
  query: { owner: address("Who controls the works."), to: v.optional(ownedBefore), format },
  types,
} as const satisfies IndexQuestion;

export const auditStatement = {
  summary: "An audit of the works that an account controls, or of one work: read from the node.",
  path: none,
  query: {
    owner: v.optional(address("Who controls the works.")),
    work: v.optional(workNumber),
    to: v.optional(ownedBefore),
    format,
  },
  types,
} as const satisfies IndexQuestion;
