export { type AskIndexOptions, askIndex, IndexError, indexUrl } from "./client.ts";
export { At, longest } from "./fields.ts";
export { mostCleared } from "./questions.ts";
export type { AnswerOf, IndexRoute, QuestionOf, WrittenAnswerOf } from "./routes.ts";
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
