export {
  type Bundle,
  type BundleAccount,
  type BundleBlock,
  type BundleContract,
  type BundleReceipt,
  type BundleStamp,
  type BundleWitness,
  type FileTable,
  type OpenedBundle,
  parseBundle,
  type WitnessMaterial,
} from "./bundle.ts";
export {
  type BundleStampOfParameters,
  bundleStampOf,
  type CaptureBlockParameters,
  type CaptureBundleParameters,
  type CapturedBundle,
  captureBundle,
  captureHeader,
  type DisclosedOpening,
} from "./capture.ts";
export { type CaptureLicenceParameters, captureLicence } from "./captureLicence.ts";
export { type CreateCertificateParameters, createCertificate } from "./certificate.ts";
export {
  type ExcerptFile,
  type GivenFile,
  readExcerpts,
} from "./checkFiles.ts";
export type { LicenceScope } from "./licenceStorage.ts";
export { type BundleSource, openBundle, openBundleFile } from "./openBundle.ts";
export { isPending, type OpenTimestampsProof, readOpenTimestamps } from "./openTimestamps.ts";
export { EvidenceError } from "./rlp.ts";
export {
  isOfLastEntry,
  type KeptLedgerStamp,
  ledgerStampDocumentOf,
  openLastEntry,
  parseLedgerStamp,
  withLedgerStamp,
} from "./stampLedger.ts";
export {
  type RequestTimestampParameters,
  requestTimestamp,
  timeStampTokenOf,
  type VerifyTimestampTokenParameters,
  verifyTimestampToken,
} from "./timestampToken.ts";
export {
  blocksToTrust,
  nodeAddressOf,
  type ReadTrustedBlocksParameters,
  readTrustedBlocks,
  type TrustedBlock,
} from "./trust.ts";
export {
  limitsStatement,
  outcomeWords,
  type StepOutcome,
  type Verdict,
  type VerdictBlock,
  type VerdictCode,
  type VerdictDisclosure,
  type VerdictFile,
  type VerdictLicence,
  type VerdictRecord,
  type VerdictSection,
  type VerdictStamp,
  type VerdictState,
  type VerdictStep,
  type VerdictWitness,
  verdictSections,
  verdictWords,
} from "./verdict.ts";
export {
  type ExpectedBundle,
  unreadableVerdict,
  type VerifyBundleParameters,
  type VerifyOpenedParameters,
  verifyBundle,
  verifyHeld,
  verifyOpened,
} from "./verifyBundle.ts";
export { stampsIn, type VerifyLedgerParameters, verifyLedger, verifyLedgerFile } from "./verifyLedger.ts";
export {
  attachOpenTimestamps,
  attachWitness,
  renewalMessage,
  type VerifyWitnessesParameters,
  verifyWitnesses,
  waysOf,
  witnessMaterial,
} from "./witnesses.ts";
