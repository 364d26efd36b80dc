export {
  type CountedReport,
  conditionsHashOf,
  debtOf,
  debtWithReport,
  type LicenceBooks,
  mostTiers,
  type OnchainConditions,
  periodStartOf,
  type Reported,
  reportsHashOf,
  royaltyFor,
  type Tier,
} from "../model/conditions.ts";
export { TermsError } from "../model/errors.ts";
export {
  type BeyondParent,
  beyondParent,
  type Further,
  hasDuties,
  type OnchainTerms,
  termsConflict,
  termsIdOf,
} from "../model/terms.ts";
export {
  type Arbitrator,
  baseConditions,
  type Conditions,
  type ConditionsField,
  endsForBreach,
  ether,
  normalConditions,
  owesAnything,
  type ReportingPeriod,
  type WrittenCurrency,
} from "./conditions.ts";
export {
  checkDeed,
  conditionsOf,
  type Deed,
  type DeedCheck,
  type DeedDifference,
  type DeedKind,
  type DeedPart,
  deedOf,
  onchainTermsOf,
  type ParsedDeed,
  parseDeed,
  type RulesOf,
} from "./deed.ts";
export { bindsByAgreement, deedClause, type TermsField } from "./deedClauses.ts";
export { conditionClause, moneyInWords, tierLines } from "./deedConditions.ts";
export { type DeedSection, enforcedSentences } from "./deedWords.ts";
export { type GlossaryEntry, type GlossaryTerm, glossary, glossaryPage } from "./glossary.ts";
export { type LicenceImport, type LicenceImportId, licenceImports } from "./licenceImports.ts";
export {
  type OdrlAction,
  type OdrlConstraint,
  type OdrlDuty,
  type OdrlPolicy,
  type OdrlRule,
  type OdrlValue,
  odrlOf,
} from "./odrl.ts";
export { termsOfOdrl } from "./odrlTerms.ts";
export { type Preset, type PresetId, presets } from "./presets.ts";
export {
  type CreateQuoteParameters,
  createQuote,
  parseQuote,
  parseQuoteFragment,
  type Quote,
  quoteDocumentOf,
  quoteFragmentOf,
} from "./quote.ts";
export {
  type Delivery,
  emptySchedule,
  longestFact,
  parseSchedule,
  type Schedule,
  type ScheduleDocument,
  type ScheduleParty,
  scheduleOf,
  scheduleText,
} from "./schedule.ts";
export { type SeatMeaning, type SeatMeaningId, seatMeanings } from "./seats.ts";
export {
  baseTerms,
  normalTerms,
  type Terms,
} from "./terms.ts";
export {
  type TerritoriesOfBitmap,
  type Territory,
  type TerritoryCode,
  territories,
  territoriesBitmapOf,
  territoriesOfBitmap,
  territoryOf,
} from "./territories.ts";
export { type Offering, type Publication, siteTwinsOf, type Twin, twinsOf } from "./twins.ts";
export {
  fieldHashOf,
  fieldName,
  mostFieldName,
  type PurposeId,
  purposeOf,
  purposes,
  purposesBitmapOf,
  purposesOfBitmap,
  type Term,
  type UseId,
  useOf,
  uses,
  usesBitmapOf,
  usesOfBitmap,
} from "./uses.ts";
export { offerWarnings, type PricedOffer, presetWarnings, type TermsWarning, termsWarnings } from "./warnings.ts";
export { type ChainLink, type PricePart, type WhoGetsWhatParameters, whoGetsWhat } from "./whoGetsWhat.ts";
export {
  baseWording,
  type Forum,
  type Indemnity,
  indemnities,
  type Liability,
  longestPhrase,
  mostAnnexes,
  normalWording,
  type Part,
  type RightsAnswer,
  type RightsOf,
  rightsAnswers,
  rightsAsked,
  rightsOfOthers,
  type Wording,
} from "./wording.ts";
export { type LicenceLanguage, licenceLanguages, territoryInWords } from "./words/languages.ts";
