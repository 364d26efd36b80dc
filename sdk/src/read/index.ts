export { type ReadAllowanceParameters, readAllowance } from "./allowance.ts";
export {
  type Claim,
  type Evidence,
  type KnownFile,
  type ProvenVersion,
  type Rival,
  readClaims,
  readKnownFiles,
  readStanding,
  readVersions,
  type VersionEvidence,
  type WorkStanding,
} from "./claims.ts";
export {
  type BreachNotice,
  type LicenceCompliance,
  type ReportingPeriod,
  readOverdue,
  type UsageReport,
} from "./compliance.ts";
export { readMetadata } from "./content.ts";
export { type Currency, type PermitData, type ReadPermitParameters, readCurrency, readPermit } from "./currency.ts";
export {
  type Claimable,
  type ClaimableParameters,
  type CurrencyEarnings,
  type Earnings,
  readClaimable,
  readEarnings,
  type WorkEarnings,
} from "./earnings.ts";
export {
  type BlockRef,
  type ContentFinding,
  type EventRef,
  type Finding,
  type ReadClient,
  type ReadContext,
  readAtHead,
} from "./finding.ts";
export { type Holding, readClaimNonce, readHolding, type UnitsToTake } from "./holdings.ts";
export {
  type LicenceDetails,
  type LicenceRecord,
  type LicenceRenewal,
  readLicence,
  readLicencesOf,
} from "./licences.ts";
export { type EventLog, type GetLogsInRangesParameters, getLogsInRanges } from "./logs.ts";
export { type OfferRecord, readOffer, readOffers, readPublished, readTerms, type TermsRecord } from "./offers.ts";
export {
  type Payment,
  type Proceeds,
  type ReadTillParameters,
  readPayments,
  readProceeds,
  readSettlements,
  readTill,
  type Settlement,
  type Settlements,
  type Till,
} from "./payments.ts";
export { checkQuote, type QuoteCheck, type QuoteState } from "./quotes.ts";
export {
  type Conflicts,
  type IsLicensedParameters,
  isLicensed,
  type LicensedAnswer,
  type LicensedReason,
  type Permission,
  type ReadConflictParameters,
  type ReadGrantsParameters,
  type ReadPermissionParameters,
  readConflict,
  readGrants,
  readPermission,
  readSublicences,
} from "./rights.ts";
export { type CheckSignatureParameters, checkSignature, type SignatureCheck } from "./signatures.ts";
export { readAnchor, readStamp, type Stamp } from "./stamps.ts";
export { type Recorded, readTransaction, type TransactionRecord } from "./transactions.ts";
export {
  type Ancestors,
  type ReadAncestorsParameters,
  type ReadUpstreamParameters,
  readAncestors,
  readUpstream,
  type Upstream,
  type UpstreamShare,
} from "./upstream.ts";
export {
  type Derivation,
  type ReadWorksParameters,
  readControllers,
  readDerivatives,
  readParents,
  readWork,
  readWorks,
  type WorkList,
  type WorkRecord,
  type WorkSummary,
  type WorkVersion,
} from "./works.ts";
