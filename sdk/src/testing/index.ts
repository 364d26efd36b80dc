export {
  type MadeBundle,
  type MakeBundleParameters,
  makeBundle,
  makeExcerpt,
  makeHeader,
  makeOpenTimestamps,
} from "./bundles.ts";
export {
  type LicenceSlotName,
  licenceStart,
  type MakeLicenceBundleParameters,
  madeLicences,
  madeTerms,
  makeLicenceBundle,
} from "./licenceBundles.ts";
export {
  createWorld,
  deployContracts,
  found,
  memoryIpfs,
  readArtifact,
  startAnvil,
  type TestChain,
  testAccount,
  type World,
} from "./world.ts";
