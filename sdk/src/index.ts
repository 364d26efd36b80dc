export { chunkBytes } from "./content/blake3.ts";
export {
  batchOpenings,
  type CommitmentParameters,
  type CreateOpeningParameters,
  checkOpening,
  commitmentOf,
  createOpening,
  type ExpectedOpening,
  type Opening,
  type OpeningBatch,
  type OpeningCheck,
  type OpeningDifference,
  type OpeningPart,
  parseOpening,
  stampedOf,
} from "./content/commitment.ts";
export { type ComparedFile, compareFiles, type Excerpt, type FileComparison } from "./content/compareFiles.ts";
export {
  checkDatasetProof,
  type DatasetHead,
  type DatasetProof,
  type DatasetRow,
  datasetLeafOf,
  datasetProofOf,
  datasetRoot,
  datasetTree,
} from "./content/dataset.ts";
export {
  createDigester,
  type Digester,
  type Digests,
  type HashStreamOptions,
  hashStream,
} from "./content/digest.ts";
export {
  contentRootOf,
  type Disclosure,
  discloseFiles,
  disclosureLimit,
  leafOf,
  verifyDisclosure,
} from "./content/disclosure.ts";
export { fileChanged, HashingError, hashingUnavailable } from "./content/hashingErrors.ts";
export { createFastKeccak, type Keccak, leafMaker } from "./content/leaves.ts";
export {
  type Anchor,
  type CreateManifestParameters,
  createManifest,
  type HashedFile,
  type Manifest,
  type ManifestEntry,
  manifestFormats,
  parseManifest,
  randomSalt,
} from "./content/manifest.ts";
export {
  type CreatedMetadata,
  type Credit,
  createMetadata,
  type IpfsUri,
  type Metadata,
  parseMetadata,
} from "./content/metadata.ts";
export {
  bundleOfFile,
  createProofPackage,
  isPackageNote,
  type PackagedProof,
  type ProofPackage,
} from "./content/proofPackage.ts";
export {
  type DiscloseRangeParameters,
  discloseRange,
  type FileRange,
  FileRangeError,
  type HashSpansOptions,
  hashSpans,
  type RangeDisclosure,
  type RangeSpan,
  rangeProblem,
  rangeSpans,
} from "./content/range.ts";
export { cardOfWork, pageOfWork, previewTags, type SharedWork, SharingError } from "./content/sharing.ts";
export { isStray } from "./content/stray.ts";
export { cidOf, digestOf, InvalidCidError, ipfsUriOf, maxBlockBytes } from "./core/cid.ts";
export { type CsvCell, type CsvStyle, type CsvStyleId, csvOf, csvStyles } from "./core/csv.ts";
export {
  type ContractName,
  contractNames,
  create2Deployer,
  type DeployedContract,
  type Deployment,
  type PlannedContract,
  parseDeployment,
  planDeployment,
} from "./core/deployment.ts";
export { hasErrorCode } from "./core/errorClues.ts";
export {
  type Explanation,
  errorKindOf,
  explainError,
  explainReplacement,
  isRevert,
} from "./core/explainError.ts";
export {
  createHolders,
  type Holder,
  type HolderProof,
  type HolderSibling,
  type Holders,
  HoldersError,
  type HolderTree,
  holderTree,
  parseHolders,
} from "./core/holders.ts";
export { canonicalBytes, canonicalJson, isServiceAddress, issueSentence, isWebAddress } from "./core/json.ts";
export {
  hashPair,
  type MerkleTree,
  merkleProof,
  merkleTree,
  merkleTreeOfBytes,
  verifyMerkleProof,
} from "./core/merkle.ts";
export { type NodeErrorName, nodeSentences } from "./core/nodeErrors.ts";
export { nameSentence, type Pasted, type PastedPlace, parsePasted, pastedWords } from "./core/pasted.ts";
export { answerWithoutOthers, patientTransport, withPatience } from "./core/patience.ts";
export { answerWithin, endingAfter, randomId } from "./core/platform.ts";
export { parseServiceAddress, ServiceAddressError } from "./core/serviceAddress.ts";
export { normalSignature } from "./core/signature.ts";
export {
  type ContentStore,
  type ContentStoreConfig,
  createContentStore,
  type GetOptions,
  type StoreAttempt,
  type StoredObject,
  StoreError,
  type StoreResult,
} from "./core/store.ts";
export { ArchiveError, isZip, readZip, type ZipEntry, type ZipText, zipOf } from "./core/zip.ts";
export {
  type Category,
  type CategoryId,
  categories,
  categoryOf,
  type Role,
  type RoleId,
  roles,
} from "./model/categories.ts";
export { chainInWords, type KnownChain, knownChains } from "./model/chains.ts";
export {
  allShares,
  emptyDigest,
  forever,
  lastStart,
  mostIncome,
  mostLevels,
  mostPeriods,
  mostReported,
  mostResale,
  mostSeats,
  mostSources,
  mostTermsAmount,
  mostTermsSeconds,
  mostWorks,
  noticeLapse,
  stepsPerClaim,
  tillMemo,
  totalUnits,
  unlimitedSupply,
  worldwide,
} from "./model/constants.ts";
export { type CreditPlace, creditDigestOf, type NamedCredit } from "./model/credit.ts";
export { type ParsedDecimal, parseDecimal, typeable } from "./model/decimals.ts";
export { ColophonError, FormatError } from "./model/errors.ts";
export { datasetFormat, documents, statementFormat } from "./model/formats.ts";
export { identifierProblem, identifierSchemes, partySchemes } from "./model/identifiers.ts";
export {
  formatId,
  isSameAddress,
  licenceIdOf,
  licenceInMemo,
  licenceNumberOf,
  parseId,
  serialOf,
  splitLicenceId,
  workIdOf,
} from "./model/ids.ts";
export { allOf, count, grouped, wordFor } from "./model/numbers.ts";
export { type Offer, offerIdOf, renewsUnder } from "./model/offer.ts";
export {
  type Charge,
  type ChargeKind,
  type Classified,
  type CreditLog,
  classifyPayments,
  createPaymentMatcher,
  isSweep,
  type Money,
  type PaymentKind,
  type PaymentLog,
} from "./model/payments.ts";
export {
  type EarlyEnd,
  earlyEndOf,
  earlyEnds,
  isLicenceOver,
  isOfferOver,
  type LicenceState,
  type LicenceStateParameters,
  type LicensedReason,
  licenceStateOf,
  licenceStates,
  licensedReasons,
  type NoticeState,
  noticeStands,
  noticeStateOf,
  noticeStates,
  type OfferState,
  type OfferStateParameters,
  offerStateOf,
  offerStates,
} from "./model/states.ts";
export {
  type Derivatives,
  derivativeRules,
  type Exclusivity,
  exclusivities,
  type Further,
  furtherRules,
} from "./model/terms.ts";
export {
  addMonths,
  day,
  durationInWords,
  isOver,
  isoTime,
  parseUtcDay,
  parseUtcMoment,
  utcTime,
} from "./model/time.ts";
export { type NamedWork, ownNameIn, showableTitle, titleConcern, untitled } from "./model/titles.ts";
export {
  onePercent,
  percentOf,
  percentOfShare,
  resaleFromPercent,
  shareFromPercent,
  shareOf,
  unitsFromPercent,
} from "./model/units.ts";
export { amountInWords, firstInList, inList, visibleLine, visibleText } from "./model/words.ts";
