export {
  type AskIndexOptions,
  askIndex,
  IndexError,
  type IndexLink,
  indexUrl,
  royaltyStatementLink,
} from "./client.ts";
export { At, longest, mostCleared, mostNamed } from "./fields.ts";
export type { IndexQuestion } from "./questions.ts";
export * as questions from "./questions.ts";
export type { AnswerOf, AskedOf, IndexRoute, QuestionOf, WrittenAnswerOf } from "./routes.ts";
export * as routes from "./routes.ts";
export {
  type ClearanceAnswer,
  ClearedItem,
  ClearedWork,
  type DocumentAnswer,
  type DocumentFormat,
  documentTypes,
  FileClaim,
  healthStates,
  IndexedAccount,
  IndexedLicence,
  IndexedOffer,
  IndexedTerms,
  IndexedWork,
  IndexHealth,
  IndexRefusal,
  type RefusalCode,
  type SearchAnswer,
  type TrendsAnswer,
  trendMeasures,
  trendSplits,
  trendSteps,
  type WorkAnswer,
} from "./schemas.ts";
