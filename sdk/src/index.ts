export {
  colophonAbi,
  complianceAbi,
  licencesAbi,
  royaltiesAbi,
  termsAbi,
  tillAbi,
  timestampsAbi,
  worksAbi,
} from "./abi/generated.ts";
export { approveCall } from "./calls/approveCall.ts";
export { batchCall } from "./calls/batchCall.ts";
export { type BuyParameters, buyCall } from "./calls/buyCall.ts";
export type { Call } from "./calls/Call.ts";
export { type ClaimParameters, claimCall } from "./calls/claimCall.ts";
export { type ClaimForParameters, claimForCall } from "./calls/claimForCall.ts";
export { claimForTypedData, type SignedClaimParameters } from "./calls/claimForTypedData.ts";
export { closeOfferCall } from "./calls/closeOfferCall.ts";
export { defineTermsCall } from "./calls/defineTermsCall.ts";
export { type DiscloseParameters, discloseCall } from "./calls/discloseCall.ts";
export { type DiscloseVersionParameters, discloseVersionCall } from "./calls/discloseVersionCall.ts";
export { type NoticeParameters, noticeCall } from "./calls/noticeCall.ts";
export { offerTypedData } from "./calls/offerTypedData.ts";
export { type PayParameters, payCall } from "./calls/payCall.ts";
export { type PermitParameters, permitCall } from "./calls/permitCall.ts";
export { type PermitTypedDataParameters, permitTypedData } from "./calls/permitTypedData.ts";
export { type PruneParameters, pruneCall } from "./calls/pruneCall.ts";
export { publishOfferCall } from "./calls/publishOfferCall.ts";
export { type PublishQuoteParameters, publishQuoteCall } from "./calls/publishQuoteCall.ts";
export type { Registration } from "./calls/Registration.ts";
export { type RegisterParameters, registerCall } from "./calls/registerCall.ts";
export { type RegisterForParameters, registerForCall } from "./calls/registerForCall.ts";
export { registerForTypedData, type SignedRegistrationParameters } from "./calls/registerForTypedData.ts";
export { type RenewParameters, renewCall } from "./calls/renewCall.ts";
export { type ReportUsageParameters, reportUsageCall } from "./calls/reportUsageCall.ts";
export { type ReviseParameters, reviseCall } from "./calls/reviseCall.ts";
export { type SettleParameters, settleCall } from "./calls/settleCall.ts";
export { stampCall } from "./calls/stampCall.ts";
export { type SweepParameters, sweepCall } from "./calls/sweepCall.ts";
export { type TakeAllUnitsParameters, takeAllUnitsCall } from "./calls/takeAllUnitsCall.ts";
export { type TakeUnitsParameters, takeUnitsCall } from "./calls/takeUnitsCall.ts";
export { terminateCall } from "./calls/terminateCall.ts";
export { type TransferLicenceParameters, transferLicenceCall } from "./calls/transferLicenceCall.ts";
export { type TransferUnitsParameters, transferUnitsCall } from "./calls/transferUnitsCall.ts";
export { type TransferWorkParameters, transferWorkCall } from "./calls/transferWorkCall.ts";
export { withdrawNoticeCall } from "./calls/withdrawNoticeCall.ts";
export { type WithdrawProceedsParameters, withdrawProceedsCall } from "./calls/withdrawProceedsCall.ts";
export type { Ancestors, UpstreamShare } from "./chain/ancestorsAt.ts";
export type { BlockRef, EventRef } from "./chain/BlockRef.ts";
export type { Claim } from "./chain/claimsAt.ts";
export type { BreachNotice, LicenceCompliance, ReportingPeriod, UsageReport } from "./chain/complianceAt.ts";
export type { Evidence } from "./chain/Evidence.ts";
export type { VersionEvidence } from "./chain/evidenceOf.ts";
export type { ContentFinding, Finding } from "./chain/Finding.ts";
export { type EventLog, type GetLogsInRangesParameters, getLogsInRanges } from "./chain/getLogsInRanges.ts";
export { type IsLicensedParameters, isLicensed, type LicensedAnswer, type LicensedReason } from "./chain/isLicensed.ts";
export { type LicenceState, type LicenceStateParameters, licenceStateOf } from "./chain/licenceStateOf.ts";
export { type OfferState, type OfferStateParameters, offerStateOf } from "./chain/offerStateOf.ts";
export type { ReadClient } from "./chain/ReadClient.ts";
export type { ReadContext } from "./chain/ReadContext.ts";
export { type ReadAncestorsParameters, readAncestors } from "./chain/readAncestors.ts";
export { readAnchor } from "./chain/readAnchor.ts";
export { readClaimNonce } from "./chain/readClaimNonce.ts";
export { readClaims } from "./chain/readClaims.ts";
export { type Conflicts, type ReadConflictParameters, readConflict } from "./chain/readConflict.ts";
export { type Currency, readCurrency } from "./chain/readCurrency.ts";
export { readDerivatives } from "./chain/readDerivatives.ts";
export { type CurrencyEarnings, type Earnings, readEarnings, type WorkEarnings } from "./chain/readEarnings.ts";
export { type ReadGrantsParameters, readGrants } from "./chain/readGrants.ts";
export { type Holding, readHolding, type UnitsToTake } from "./chain/readHolding.ts";
export { type KnownFile, readKnownFiles } from "./chain/readKnownFiles.ts";
export { type LicenceDetails, type LicenceRecord, type LicenceRenewal, readLicence } from "./chain/readLicence.ts";
export { readLicencesOf } from "./chain/readLicencesOf.ts";
export { readMetadata } from "./chain/readMetadata.ts";
export { type OfferRecord, readOffer } from "./chain/readOffer.ts";
export { readOffers } from "./chain/readOffers.ts";
export { type Derivation, readParents } from "./chain/readParents.ts";
export { type Payment, readPayments } from "./chain/readPayments.ts";
export { type Permission, type ReadPermissionParameters, readPermission } from "./chain/readPermission.ts";
export { type PermitData, type ReadPermitParameters, readPermit } from "./chain/readPermit.ts";
export { type Proceeds, readProceeds } from "./chain/readProceeds.ts";
export { readSettlements, type Settlement, type Settlements } from "./chain/readSettlements.ts";
export { readStamp, type Stamp } from "./chain/readStamp.ts";
export { type Rival, readStanding, type Standing } from "./chain/readStanding.ts";
export { readSublicences } from "./chain/readSublicences.ts";
export { readTerms, type TermsRecord } from "./chain/readTerms.ts";
export { type ReadTillParameters, readTill, type Till } from "./chain/readTill.ts";
export { type ReadUpstreamParameters, readUpstream, type Upstream } from "./chain/readUpstream.ts";
export { readWork, type WorkRecord, type WorkVersion } from "./chain/readWork.ts";
export { type ReadWorksParameters, readWorks, type WorkList, type WorkSummary } from "./chain/readWorks.ts";
export { WrongChainError } from "./chain/WrongChainError.ts";
export { WrongContractError } from "./chain/WrongContractError.ts";
export { batchOpenings, type OpeningBatch } from "./commitment/batchOpenings.ts";
export {
  checkOpening,
  type ExpectedOpening,
  type OpeningCheck,
  type OpeningDifference,
  type OpeningPart,
} from "./commitment/checkOpening.ts";
export { type CommitmentParameters, commitmentOf } from "./commitment/commitmentOf.ts";
export { type CreateOpeningParameters, createOpening } from "./commitment/createOpening.ts";
export type { Opening } from "./commitment/Opening.ts";
export { parseOpening } from "./commitment/parseOpening.ts";
export { randomSalt } from "./commitment/randomSalt.ts";
export { stampedOf } from "./commitment/stampedOf.ts";
export { chunkBytes } from "./content/blake3Tree.ts";
export { blindingOf } from "./content/blindingOf.ts";
export { type ComparedFile, compareFiles, type Excerpt, type FileComparison } from "./content/compareFiles.ts";
export { contentRootOf } from "./content/contentRootOf.ts";
export { createDigester, type Digester, type Digests } from "./content/createDigester.ts";
export { type CreateManifestParameters, createManifest, type HashedFile } from "./content/createManifest.ts";
export { DuplicatePathError } from "./content/DuplicatePathError.ts";
export { discloseFile } from "./content/discloseFile.ts";
export { type Disclosure, discloseFiles } from "./content/discloseFiles.ts";
export { type DiscloseRangeParameters, discloseRange, type RangeDisclosure } from "./content/discloseRange.ts";
export { disclosureLimit } from "./content/disclosureLimit.ts";
export { EmptyContentError } from "./content/EmptyContentError.ts";
export { EmptyFileError } from "./content/EmptyFileError.ts";
export { FileChangedError } from "./content/FileChangedError.ts";
export type { FileRange } from "./content/FileRange.ts";
export { FileRangeError } from "./content/FileRangeError.ts";
export { HashingUnavailableError } from "./content/HashingUnavailableError.ts";
export { type HashSpansOptions, hashSpans } from "./content/hashSpans.ts";
export { type HashStreamOptions, hashStream } from "./content/hashStream.ts";
export { InvalidPathError } from "./content/InvalidPathError.ts";
export { leafOf } from "./content/leafOf.ts";
export type { Anchor, Manifest, ManifestEntry } from "./content/Manifest.ts";
export { mediaTypeOf } from "./content/mediaTypeOf.ts";
export { parseManifest } from "./content/parseManifest.ts";
export { rangeProblem } from "./content/rangeProblem.ts";
export { type RangeSpan, rangeSpans } from "./content/rangeSpans.ts";
export { UnknownPathError } from "./content/UnknownPathError.ts";
export { verifyDisclosure } from "./content/verifyDisclosure.ts";
export type { ContractName, DeployedContract, Deployment } from "./deployment/Deployment.ts";
export { parseDeployment } from "./deployment/parseDeployment.ts";
export { ColophonError } from "./errors/ColophonError.ts";
export { type Explanation, explainError } from "./errors/explainError.ts";
export { explainReplacement } from "./errors/explainReplacement.ts";
export { FormatError } from "./errors/FormatError.ts";
export { type NodeErrorName, nodeSentences } from "./errors/nodeSentences.ts";
export { attachWitness } from "./evidence/attachWitness.ts";
export type {
  Bundle,
  BundleAccount,
  BundleBlock,
  BundleContract,
  BundleReceipt,
  BundleStamp,
  BundleWitness,
} from "./evidence/Bundle.ts";
export { bundleContractsOf } from "./evidence/bundleContractsOf.ts";
export { type BundleStampOfParameters, bundleStampOf, type DisclosedOpening } from "./evidence/bundleStampOf.ts";
export { type CaptureBlockParameters, captureBlock } from "./evidence/captureBlock.ts";
export { type CaptureBundleParameters, type CapturedBundle, captureBundle } from "./evidence/captureBundle.ts";
export { captureHeader } from "./evidence/captureHeader.ts";
export { type CaptureLicenceParameters, captureLicence } from "./evidence/captureLicence.ts";
export type { LicenceScope } from "./evidence/decodeLicence.ts";
export { EvidenceError } from "./evidence/EvidenceError.ts";
export { limitsStatement } from "./evidence/limitsStatement.ts";
export { NotStampedError } from "./evidence/NotStampedError.ts";
export { parseBundle } from "./evidence/parseBundle.ts";
export { type ExcerptFile, readExcerpts } from "./evidence/readExcerpts.ts";
export { type OpenTimestampsProof, readOpenTimestamps } from "./evidence/readOpenTimestamps.ts";
export { type ReadTrustedHashParameters, readTrustedHash } from "./evidence/readTrustedHash.ts";
export { type RequestTimestampParameters, requestTimestamp } from "./evidence/requestTimestamp.ts";
export type { TrustedBlock } from "./evidence/TrustedBlock.ts";
export type {
  StepOutcome,
  Verdict,
  VerdictBlock,
  VerdictFile,
  VerdictLicence,
  VerdictRecord,
  VerdictStamp,
  VerdictState,
  VerdictStep,
  VerdictWitness,
} from "./evidence/Verdict.ts";
export { type ExpectedBundle, type VerifyBundleParameters, verifyBundle } from "./evidence/verifyBundle.ts";
export { type VerifyTimestampTokenParameters, verifyTimestampToken } from "./evidence/verifyTimestampToken.ts";
export { type VerifyWitnessesParameters, verifyWitnesses } from "./evidence/verifyWitnesses.ts";
export { createHolders } from "./holders/createHolders.ts";
export type { Holder, HolderSibling, Holders } from "./holders/Holders.ts";
export { HoldersError } from "./holders/HoldersError.ts";
export { type HolderProof, type HolderTree, holderTree } from "./holders/holderTree.ts";
export { parseHolders } from "./holders/parseHolders.ts";
export { formatId } from "./ids/formatId.ts";
export { licenceIdOf } from "./ids/licenceIdOf.ts";
export { parseId } from "./ids/parseId.ts";
export { splitLicenceId } from "./ids/splitLicenceId.ts";
export { workIdOf } from "./ids/workIdOf.ts";
export { canonicalBytes, canonicalJson } from "./json/canonicalJson.ts";
export { merkleProof } from "./merkle/merkleProof.ts";
export { type MerkleTree, merkleTree } from "./merkle/merkleTree.ts";
export { verifyMerkleProof } from "./merkle/verifyMerkleProof.ts";
export { type Category, type CategoryId, categories } from "./metadata/categories.ts";
export { type CreatedMetadata, createMetadata } from "./metadata/createMetadata.ts";
export type { Credit, IpfsUri, Metadata } from "./metadata/Metadata.ts";
export { parseMetadata } from "./metadata/parseMetadata.ts";
export { type Role, type RoleId, roles } from "./metadata/roles.ts";
export { visibleText } from "./metadata/visibleText.ts";
export type { OdrlAction, OdrlConstraint, OdrlDuty, OdrlPolicy, OdrlRule, OdrlValue } from "./odrl/OdrlPolicy.ts";
export { odrlOf } from "./odrl/odrlOf.ts";
export { termsOfOdrl } from "./odrl/termsOfOdrl.ts";
export { checkQuote, type QuoteCheck, type QuoteState } from "./quotes/checkQuote.ts";
export { type CreateQuoteParameters, createQuote } from "./quotes/createQuote.ts";
export { parseQuote } from "./quotes/parseQuote.ts";
export { parseQuoteFragment } from "./quotes/parseQuoteFragment.ts";
export type { Quote } from "./quotes/Quote.ts";
export { quoteDocumentOf } from "./quotes/quoteDocumentOf.ts";
export { quoteFragmentOf } from "./quotes/quoteFragmentOf.ts";
export { blockBefore } from "./statements/blockBefore.ts";
export { checkBalances } from "./statements/checkBalances.ts";
export { type Classified, classifyPayments, type Deal, type DealMoney } from "./statements/classifyPayments.ts";
export type {
  Column,
  ColumnKind,
  DocumentHead,
  DocumentKind,
  DocumentRow,
  Section,
  StatementDocument,
} from "./statements/Document.ts";
export { ledgerWords } from "./statements/ledgerWords.ts";
export { lineWords } from "./statements/lineWords.ts";
export { type ReadAuditParameters, readAudit } from "./statements/readAudit.ts";
export { readInventory } from "./statements/readInventory.ts";
export { type ReadRegisterParameters, readRegister } from "./statements/readRegister.ts";
export { type ReadStatement, readStatement, type StatementSource } from "./statements/readStatement.ts";
export { readStatementEvents } from "./statements/readStatementEvents.ts";
export { royaltyStatement } from "./statements/royaltyStatement.ts";
export type {
  LedgerName,
  LineKind,
  StatementBalance,
  StatementCheck,
  StatementLine,
  StatementPart,
  StatementQuery,
  StatementTotal,
} from "./statements/Statement.ts";
export { StatementError } from "./statements/StatementError.ts";
export type { EventPosition, PaymentKind, StatementEvent } from "./statements/StatementEvent.ts";
export { statementDocument } from "./statements/statementDocument.ts";
export { type TaxYearParameters, taxYear } from "./statements/taxYear.ts";
export type { CurrencyOf } from "./statements/WriterOptions.ts";
export { writeCsv } from "./statements/writeCsv.ts";
export { writeHtml } from "./statements/writeHtml.ts";
export { writeJson } from "./statements/writeJson.ts";
export { cidOf } from "./store/cidOf.ts";
export {
  type ContentStore,
  type ContentStoreConfig,
  createContentStore,
  type GetOptions,
  type StoreAttempt,
  type StoredObject,
  type StoreResult,
} from "./store/createContentStore.ts";
export { digestOf } from "./store/digestOf.ts";
export { InvalidCidError } from "./store/InvalidCidError.ts";
export { ipfsUriOf } from "./store/ipfsUriOf.ts";
export { maxBlockBytes } from "./store/maxBlockBytes.ts";
export { StoreError } from "./store/StoreError.ts";
export { TooLargeError } from "./store/TooLargeError.ts";
export { amountInWords } from "./terms/amountInWords.ts";
export { baseTerms } from "./terms/baseTerms.ts";
export { type BeyondParent, beyondParent } from "./terms/beyondParent.ts";
export { bindsByAgreement } from "./terms/bindsByAgreement.ts";
export { checkDeed, type DeedCheck, type DeedDifference, type DeedPart } from "./terms/checkDeed.ts";
export { deedClause, type TermsField } from "./terms/deedClause.ts";
export { type Deed, deedOf } from "./terms/deedOf.ts";
export type { DeedSection } from "./terms/deedSections.ts";
export { dueForReport } from "./terms/dueForReport.ts";
export { durationInWords } from "./terms/durationInWords.ts";
export { forever } from "./terms/forever.ts";
export { type LicenceImport, type LicenceImportId, licenceImports } from "./terms/licenceImports.ts";
export { normalTerms } from "./terms/normalTerms.ts";
export type { Offer } from "./terms/Offer.ts";
export { offerIdOf } from "./terms/offerIdOf.ts";
export { onchainTermsOf } from "./terms/onchainTermsOf.ts";
export { type ParsedDeed, parseDeed } from "./terms/parseDeed.ts";
export { type Preset, type PresetId, presets } from "./terms/presets.ts";
export { type SeatMeaning, type SeatMeaningId, seatMeanings } from "./terms/seatMeanings.ts";
export type { Derivatives, Exclusivity, OnchainTerms, Terms } from "./terms/Terms.ts";
export { TermsError } from "./terms/TermsError.ts";
export { termsConflict } from "./terms/termsConflict.ts";
export { termsIdOf } from "./terms/termsIdOf.ts";
export { type Territory, type TerritoryCode, territories } from "./terms/territories.ts";
export { territoriesBitmapOf } from "./terms/territoriesBitmapOf.ts";
export { type TerritoriesOfBitmap, territoriesOfBitmap } from "./terms/territoriesOfBitmap.ts";
export { unlimitedSupply } from "./terms/unlimitedSupply.ts";
export { type Use, type UseId, uses } from "./terms/uses.ts";
export { usesBitmapOf } from "./terms/usesBitmapOf.ts";
export { type UsesOfBitmap, usesOfBitmap } from "./terms/usesOfBitmap.ts";
export { type PricePart, type WhoGetsWhatParameters, whoGetsWhat } from "./terms/whoGetsWhat.ts";
export { percentOf } from "./units/percentOf.ts";
export { percentOfShare } from "./units/percentOfShare.ts";
export { resaleFromPercent } from "./units/resaleFromPercent.ts";
export { shareFromPercent } from "./units/shareFromPercent.ts";
export { totalUnits } from "./units/totalUnits.ts";
export { unitsFromPercent } from "./units/unitsFromPercent.ts";
