export {
  type Agreement,
  type AgreementPlace,
  agreementIdOf,
  agreementTypedData,
  mayLeave,
  mostParties,
  onchainAgreementOf,
} from "../model/agreement.ts";
export { type AgreementCheck, checkAgreement, isSignedByKey, type PartyState } from "./check.ts";
export { type SafeControl, safeControlIn, safeControlInWords } from "./control.ts";
export {
  type AgreementEndingSignatures,
  agreementDocumentOf,
  agreementFragmentOf,
  type DraftAgreementParameters,
  draftAgreement,
  missingOf,
  type PartySignature,
  parseAgreement,
  parseAgreementFragment,
  type SignedAgreement,
  withEndSignature,
  withSignature,
} from "./document.ts";
export { type FilledBlanks, fillTemplate, sharesOf, templateOf } from "./fill.ts";
export { type AgreementDifference, agreementDifference, joinSignatures } from "./join.ts";
export { type Blank, type Template, type TemplateId, templates } from "./templates.ts";
export { AgreementError, canonicalText, titleOfAgreement, wordsOfAgreement } from "./text.ts";
export {
  createVenture,
  type Partner,
  type Venture,
  type VentureWords,
  ventureSafeOf,
  ventureWords,
} from "./venture.ts";
