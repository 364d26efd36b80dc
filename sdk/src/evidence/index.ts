export {
  type Bundle,
  type BundleAccount,
  type BundleBlock,
  type BundleContract,
  type BundleReceipt,
  type BundleStamp,
  type BundleWitness,
  parseBundle,
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
export { type ExcerptFile, readExcerpts } from "./checkFiles.ts";
export type { LicenceScope } from "./licenceStorage.ts";
export { type OpenTimestampsProof, readOpenTimestamps } from "./openTimestamps.ts";
export { EvidenceError } from "./rlp.ts";
export {
  type RequestTimestampParameters,
  requestTimestamp,
  type VerifyTimestampTokenParameters,
  verifyTimestampToken,
} from "./timestampToken.ts";
export { type ReadTrustedHashParameters, readTrustedHash, type TrustedBlock } from "./trustedBlock.ts";
export {
  limitsStatement,
  type StepOutcome,
  type Verdict,
  type VerdictBlock,
  type VerdictFile,
  type VerdictLicence,
  type VerdictRecord,
  type VerdictStamp,
  type VerdictState,
  type VerdictStep,
  type VerdictWitness,
} from "./verdict.ts";
export { type ExpectedBundle, type VerifyBundleParameters, verifyBundle } from "./verifyBundle.ts";
export { attachWitness, type VerifyWitnessesParameters, verifyWitnesses } from "./witnesses.ts";
