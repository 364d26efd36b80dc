import * as v from "valibot";
import { licenceStates, offerStates } from "../model/states.ts";
import {
  address,
  after,
  amount,
  category,
  choice,
  digest,
  flag,
  limit,
  listOf,
  moment,
  territory,
  text,
  use,
  workNumber,
  year,
} from "./questions.ts";
import {
  AccountAnswer,
  ClearanceAnswer,
  DocumentAnswer,
  documentTypes,
  FileAnswer,
  IndexHealth,
  LicencesPage,
  NearAnswer,
  OffersPage,
  SearchAnswer,
  TrendsAnswer,
  trendMeasures,
  trendSplits,
  trendSteps,
  WorkAnswer,
  WorksPage,
} from "./schemas.ts";

/*
 * Every question that the index answers, as data: the index serves this table and documents it, and whoever asks does so
 * by it. A route that nobody uses is left out of a bundle, so each is a constant of its own.
 */

export type IndexRoute = {
  readonly method: "get" | "post";
  /** With parameters as {name}, such as "/v1/works/{id}". */
  readonly url: string;
  /** What is answered, in a sentence. */
  readonly summary: string;
  readonly path: v.ObjectEntries;
  readonly query: v.ObjectEntries;
  /** What is sent with it, as JSON. */
  readonly body?: v.GenericSchema<Record<string, unknown>>;
  readonly answer: v.GenericSchema;
  /** Whether the same answer comes with 503 when there is nothing to rely on. */
  readonly unready?: boolean;
  /** Media types that it answers in; JSON alone if not given. */
  readonly types?: readonly string[];
};

type Given<Entries extends v.ObjectEntries> = v.InferInput<v.ObjectSchema<Entries, undefined>>;

/** Everything that a question to a route names: what stands in its path, its query and its body. */
export type QuestionOf<Route extends IndexRoute> = Given<Route["path"]> &
  Given<Route["query"]> &
  (Route extends { readonly body: infer Body extends v.GenericSchema } ? v.InferInput<Body> : unknown);

/** What a reader gets of an answer: addresses with checksum, amounts as bigint, strangers' text made visible. */
export type AnswerOf<Route extends IndexRoute> = v.InferOutput<Route["answer"]>;

/** What is sent as an answer, in JSON. */
export type WrittenAnswerOf<Route extends IndexRoute> = v.InferInput<Route["answer"]>;

const none = {};

export const health = {
  method: "get",
  url: "/v1/health",
  summary: "How far the index is, and whether it follows the chain. 503 while it is not to be relied on.",
  path: none,
  query: none,
  answer: IndexHealth,
  unready: true,
} as const satisfies IndexRoute;

export const search = {
  method: "get",
  url: "/v1/search",
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
  answer: SearchAnswer,
} as const satisfies IndexRoute;

const offer = "of an offer that can be bought now by anybody";

export const works = {
  method: "get",
  url: "/v1/works",
  summary: "Works, the latest first: all that match every filter.",
  path: none,
  query: {
    q: v.optional(text("Words that must all be in the name, the credits or the description.", 200)),
    category: v.optional(category),
    use: v.optional(use(`A use ${offer}.`)),
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
  answer: WorksPage,
} as const satisfies IndexRoute;

export const work = {
  method: "get",
  url: "/v1/works/{id}",
  summary: "One work, with its versions, files, parents, derivatives, holders and income; the latest 100 of each.",
  path: { id: workNumber },
  query: none,
  answer: WorkAnswer,
} as const satisfies IndexRoute;

export const file = {
  method: "get",
  url: "/v1/files/{sha256}",
  summary: "Everybody who made a file findable, the earliest proven claim first; the first 100. None: empty.",
  path: { sha256: digest("The SHA-256 of a file, with or without 0x.") },
  query: none,
  answer: FileAnswer,
} as const satisfies IndexRoute;

export const near = {
  method: "get",
  url: "/v1/near",
  summary: "Works whose names are spelled alike, the nearest first, among at most 2,000 that share a rare part.",
  path: none,
  query: { name: text("A name.", 200, "give a name, such as /v1/near?name=Blue."), limit: limit(30) },
  answer: NearAnswer,
} as const satisfies IndexRoute;

export const clearance = {
  method: "post",
  url: "/v1/clearance",
  summary:
    "May I use this? For files, works or words: licences that an account holds, offers that would allow the use, and exclusive licences in the way.",
  path: none,
  query: none,
  body: v.strictObject({
    files: listOf(digest("The SHA-256 of a file, with or without 0x."), "Files, by their digests."),
    works: listOf(workNumber, "Works, by their numbers."),
    words: v.nullish(text("Words of a name: works that have them all.", 200)),
    use: use("What is to be done."),
    territory: territory("Where: a country or territory, by its ISO 3166-1 code."),
    from: v.nullish(moment("When the use begins; now if not given")),
    until: v.nullish(moment("When it ends; a second after it begins if not given")),
    account: v.nullish(address("Who wants to use it.")),
  }),
  answer: ClearanceAnswer,
} as const satisfies IndexRoute;

export const licences = {
  method: "get",
  url: "/v1/licences",
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
  answer: LicencesPage,
} as const satisfies IndexRoute;

export const offers = {
  method: "get",
  url: "/v1/offers",
  summary: "Published offers, the latest first.",
  path: none,
  query: {
    work: v.optional(workNumber),
    licensor: v.optional(address("Who offers.")),
    state: v.optional(choice("Whether it can be bought now, or why not.", offerStates)),
    after,
    limit: limit(30),
  },
  answer: OffersPage,
} as const satisfies IndexRoute;

export const account = {
  method: "get",
  url: "/v1/accounts/{address}",
  summary: "What an account has to do with the register, in counts and sums; zeros if nothing.",
  path: { address: address("An account.") },
  query: none,
  answer: AccountAnswer,
} as const satisfies IndexRoute;

const money = "A token, or the zero address for ETH.";

export const trends = {
  method: "get",
  url: "/v1/trends",
  summary:
    "Registrations, licences, income and mean prices over time. Money is never added over currencies. At most 60 series, the largest.",
  path: none,
  query: {
    measure: v.optional(choice("What is counted.", trendMeasures), "registrations"),
    by: v.optional(choice("The width of a bucket, in UTC; weeks begin on Monday.", trendSteps), "month"),
    split: v.optional(choice("One series for each.", trendSplits)),
    category: v.optional(category),
    use: v.optional(use("A use that the terms allow.")),
    territory: v.optional(territory("A territory that the terms allow, by its ISO 3166-1 code.")),
    currency: v.optional(address(money)),
    from: v.optional(moment("From the day of then on")),
    to: v.optional(moment("Before then; a day that has begun counts in full")),
  },
  answer: TrendsAnswer,
} as const satisfies IndexRoute;

/** What every document is asked with, and comes in. */
const format = v.optional(choice("How it is written.", ["json", "csv", "html"]), "json");

const types = Object.values(documentTypes);

const ownedBefore = moment("As it stood before then");

export const royaltyStatement = {
  method: "get",
  url: "/v1/statements/royalties",
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
  answer: DocumentAnswer,
  types,
} as const satisfies IndexRoute;

export const taxYearStatement = {
  method: "get",
  url: "/v1/statements/tax-year",
  summary: "All income of an account in a year, and all that it paid.",
  path: none,
  query: {
    holder: address("Whose income and payments."),
    year,
    begins: v.optional(text("Month and day that the fiscal year begins on; 01-01 if not given.", 5)),
    currency: v.optional(address(money)),
    format,
  },
  answer: DocumentAnswer,
  types,
} as const satisfies IndexRoute;

export const registerStatement = {
  method: "get",
  url: "/v1/statements/register",
  summary: "The register of licences that somebody granted, or of a work: read from the node, not from the index.",
  path: none,
  query: {
    licensor: v.optional(address("Who granted them.")),
    work: v.optional(workNumber),
    to: v.optional(ownedBefore),
    format,
  },
  answer: DocumentAnswer,
  types,
} as const satisfies IndexRoute;

export const inventoryStatement = {
  method: "get",
  url: "/v1/statements/inventory",
  summary: "The works that an account controls, with what is licensed and what they earn: read from the node.",
  path: none,
  query: { owner: address("Who controls the works."), to: v.optional(ownedBefore), format },
  answer: DocumentAnswer,
  types,
} as const satisfies IndexRoute;

export const auditStatement = {
  method: "get",
  url: "/v1/statements/audit",
  summary: "An audit of the works that an account controls, or of one work: read from the node.",
  path: none,
  query: {
    owner: v.optional(address("Who controls the works.")),
    work: v.optional(workNumber),
    to: v.optional(ownedBefore),
    format,
  },
  answer: DocumentAnswer,
  types,
} as const satisfies IndexRoute;
