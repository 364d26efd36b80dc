export { TermsError } from "../model/errors.ts";
export {
  type BeyondParent,
  beyondParent,
  dueForReport,
  type OnchainTerms,
  termsConflict,
  termsIdOf,
} from "../model/terms.ts";
export {
  checkDeed,
  type Deed,
  type DeedCheck,
  type DeedDifference,
  type DeedPart,
  deedOf,
  onchainTermsOf,
  type ParsedDeed,
  parseDeed,
} from "./deed.ts";
export { bindsByAgreement, type DeedSection, deedClause, type TermsField } from "./deedWords.ts";
export { type LicenceImport, type LicenceImportId, licenceImports } from "./licenceImports.ts";
export {
  type OdrlAction,
  type OdrlConstraint,
  type OdrlDuty,
  type OdrlPolicy,
  type OdrlRule,
  type OdrlValue,
  odrlOf,
  termsOfOdrl,
} from "./odrl.ts";
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
  baseTerms,
  normalTerms,
  type SeatMeaning,
  type SeatMeaningId,
  seatMeanings,
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
export { type Use, type UseId, type UsesOfBitmap, useOf, uses, usesBitmapOf, usesOfBitmap } from "./uses.ts";
export { type PricePart, type WhoGetsWhatParameters, whoGetsWhat } from "./whoGetsWhat.ts";
