export { type Agent, type ReadAgentsParameters, readAgents } from "./agents.ts";
export {
  type AgreementEnding,
  type AgreementOnChain,
  type AgreementRecord,
  type AgreementState,
  checkAgreementOnChain,
  readAgreement,
  readAgreementsOf,
} from "./agreements.ts";
export { type ReadAllowanceParameters, readAllowance } from "./allowance.ts";
export {
  checkOrder,
  type OrderChange,
  type OrderOnChain,
  readSaleAllowance,
} from "./assignments.ts";
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
  amendmentBaseOf,
  type DebtPayment,
  type LicenceCompliance,
  type ReportingPeriod,
  type UsageReport,
} from "./compliance.ts";
export { readMetadata } from "./content.ts";
export { type CoverageParameters, coverageAt, type FileCoverage } from "./coverage.ts";
export { type CreditStanding, readCredits } from "./credits.ts";
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
export { type ReadEncumbrancesParameters, readEncumbrances } from "./encumbrances.ts";
export {
  checkSameWork,
  deliveryFactsOf,
  type Entitlement,
  type EntitlementRules,
  readEntitlement,
  readVaultStanding,
  type VaultStanding,
} from "./entitlement.ts";
export {
  type BlockRef,
  type ContentFinding,
  type EventRef,
  type Finding,
  type ReadClient,
  type ReadContext,
  readAtHead,
  readHead,
} from "./finding.ts";
export {
  type Book,
  type Conflicts,
  type LiveGrants,
  type ReadConflictParameters,
  type ReadGrantsParameters,
  readBook,
  readConflict,
  readGrants,
  readSublicences,
} from "./grants.ts";
export { type Holding, readClaimNonce, readHolding, type UnitsToTake } from "./holdings.ts";
export {
  type LicenceDetails,
  type LicenceRecord,
  type LicenceRenewal,
  readLicence,
  readLicencesOf,
} from "./licences.ts";
export { type EventLog, type GetLogsInRangesParameters, getLogsInRanges } from "./logs.ts";
export {
  type CheckNameParameters,
  checkName,
  DomainError,
  type NameCheck,
  type NameStatement,
  nameAddressOf,
  nameDocumentOf,
  nameInWords,
  namePath,
  nameTypedData,
  parseDomain,
  parseNames,
  readEnsName,
  type SignedName,
} from "./names.ts";
export type { BreachNotice, Dispute, NoticeAnswer } from "./notices.ts";
export { type OfferRecord, readOffer, readOffers, readPublished } from "./offers.ts";
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
  type IntendedUse,
  type IsLicensedParameters,
  isLicensed,
  type LicensedAnswer,
  type Permission,
  type ReadPermissionParameters,
  readPermission,
} from "./rights.ts";
export { type Assignment, readAssignments } from "./sales.ts";
export { type CheckSignatureParameters, checkSignature, type SignatureCheck } from "./signatures.ts";
export { readAnchor, readStamp, type Stamp } from "./stamps.ts";
export { readTerms, type TermsRecord } from "./terms.ts";
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
export { type FoundSafe, readVenture, readVentureSafe, type VentureState } from "./ventures.ts";
export {
  type Bounds,
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
