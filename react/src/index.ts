/** Colophon in React, on wagmi: what the chain answers, and transactions with their errors in words. */
export { type Sending, type SendingState, useSend } from "./calls.ts";
export { ColophonProvider, type ColophonProviderProps, NoDeploymentError, useColophon } from "./context.ts";
export {
  type Reading,
  type ReadingOptions,
  useClaimable,
  useIsLicensed,
  useLicence,
  useLicencesOf,
  useOffer,
  useOffers,
  usePermission,
  useReading,
  useTerms,
  useWork,
} from "./readings.ts";
