import type * as v from "valibot";
import type * as questions from "./questions.ts";
import type { IndexQuestion } from "./questions.ts";
import {
  AccountAnswer,
  ClearanceAnswer,
  DerivativesPage,
  DocumentAnswer,
  FileAnswer,
  FilesPage,
  HoldersPage,
  IndexHealth,
  LicencesPage,
  NamesAnswer,
  NearAnswer,
  OffersPage,
  SearchAnswer,
  TrendsAnswer,
  VersionsPage,
  WorkAnswer,
  WorksPage,
} from "./schemas.ts";

/*
 * Every route of the index, as data: the index serves this table, and whoever asks does so by it. What a route can be
 * asked is in questions.ts under the same name. A route that nobody uses is left out of a bundle, so each is a constant
 * of its own.
 */

export type IndexRoute<
  Asked extends IndexQuestion = IndexQuestion,
  Answer extends v.GenericSchema = v.GenericSchema,
> = {
  readonly method: "get" | "post";
  /** With parameters as {name}, such as "/v1/works/{id}". */
  readonly url: string;
  readonly answer: Answer;
  /** Whether the same answer comes with 503 when there is nothing to rely on. */
  readonly unready?: true;
  /** For the compiler alone: what it is asked with. */
  readonly asked?: Asked;
};

/** What a route can be asked, as schemas. */
export type AskedOf<Route extends Pick<IndexRoute, "asked">> = NonNullable<Route["asked"]>;

type Given<Entries extends v.ObjectEntries> = v.InferInput<v.ObjectSchema<Entries, undefined>>;

/** Everything that a question to a route names: what stands in its path, its query and its body. */
export type QuestionOf<Route extends Pick<IndexRoute, "asked">> = Given<AskedOf<Route>["path"]> &
  Given<AskedOf<Route>["query"]> &
  (AskedOf<Route> extends { readonly body: infer Body extends v.GenericSchema } ? v.InferInput<Body> : unknown);

/** What a reader gets of an answer: addresses with checksum, amounts as bigint, strangers' text made visible. */
export type AnswerOf<Route extends IndexRoute> = v.InferOutput<Route["answer"]>;

/** What is sent as an answer, in JSON. */
export type WrittenAnswerOf<Route extends IndexRoute> = v.InferInput<Route["answer"]>;

export const health: IndexRoute<typeof questions.health, typeof IndexHealth> = {
  method: "get",
  url: "/v1/health",
  answer: IndexHealth,
  unready: true,
};

export const search: IndexRoute<typeof questions.search, typeof SearchAnswer> = {
  method: "get",
  url: "/v1/search",
  answer: SearchAnswer,
};

export const works: IndexRoute<typeof questions.works, typeof WorksPage> = {
  method: "get",
  url: "/v1/works",
  answer: WorksPage,
};

export const work: IndexRoute<typeof questions.work, typeof WorkAnswer> = {
  method: "get",
  url: "/v1/works/{id}",
  answer: WorkAnswer,
};

export const workVersions: IndexRoute<typeof questions.workVersions, typeof VersionsPage> = {
  method: "get",
  url: "/v1/works/{id}/versions",
  answer: VersionsPage,
};

export const workFiles: IndexRoute<typeof questions.workFiles, typeof FilesPage> = {
  method: "get",
  url: "/v1/works/{id}/files",
  answer: FilesPage,
};

export const workDerivatives: IndexRoute<typeof questions.workDerivatives, typeof DerivativesPage> = {
  method: "get",
  url: "/v1/works/{id}/derivatives",
  answer: DerivativesPage,
};

export const workHolders: IndexRoute<typeof questions.workHolders, typeof HoldersPage> = {
  method: "get",
  url: "/v1/works/{id}/holders",
  answer: HoldersPage,
};

export const file: IndexRoute<typeof questions.file, typeof FileAnswer> = {
  method: "get",
  url: "/v1/files/{sha256}",
  answer: FileAnswer,
};

export const near: IndexRoute<typeof questions.near, typeof NearAnswer> = {
  method: "get",
  url: "/v1/near",
  answer: NearAnswer,
};

export const clearance: IndexRoute<typeof questions.clearance, typeof ClearanceAnswer> = {
  method: "post",
  url: "/v1/clearance",
  answer: ClearanceAnswer,
};

export const licences: IndexRoute<typeof questions.licences, typeof LicencesPage> = {
  method: "get",
  url: "/v1/licences",
  answer: LicencesPage,
};

export const offers: IndexRoute<typeof questions.offers, typeof OffersPage> = {
  method: "get",
  url: "/v1/offers",
  answer: OffersPage,
};

export const account: IndexRoute<typeof questions.account, typeof AccountAnswer> = {
  method: "get",
  url: "/v1/accounts/{address}",
  answer: AccountAnswer,
};

export const names: IndexRoute<typeof questions.names, typeof NamesAnswer> = {
  method: "get",
  url: "/v1/names",
  answer: NamesAnswer,
};

export const trends: IndexRoute<typeof questions.trends, typeof TrendsAnswer> = {
  method: "get",
  url: "/v1/trends",
  answer: TrendsAnswer,
};

export const royaltyStatement: IndexRoute<typeof questions.royaltyStatement, typeof DocumentAnswer> = {
  method: "get",
  url: "/v1/statements/royalties",
  answer: DocumentAnswer,
};

export const taxYearStatement: IndexRoute<typeof questions.taxYearStatement, typeof DocumentAnswer> = {
  method: "get",
  url: "/v1/statements/tax-year",
  answer: DocumentAnswer,
};

export const registerStatement: IndexRoute<typeof questions.registerStatement, typeof DocumentAnswer> = {
  method: "get",
  url: "/v1/statements/register",
  answer: DocumentAnswer,
};

export const inventoryStatement: IndexRoute<typeof questions.inventoryStatement, typeof DocumentAnswer> = {
  method: "get",
  url: "/v1/statements/inventory",
  answer: DocumentAnswer,
};

export const auditStatement: IndexRoute<typeof questions.auditStatement, typeof DocumentAnswer> = {
  method: "get",
  url: "/v1/statements/audit",
  answer: DocumentAnswer,
};
