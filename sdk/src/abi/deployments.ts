// Written by scripts/generate-abi.ts from the compiled contracts. Do not edit.

/** Where each contract is, on every chain that has it: the address follows from the code. */
export const contractAddresses = {
  timestamps: "0xC74691fF316DEFfA35ea5cA92A8E434D92f0B1FF",
  colophon: "0x321e6eCFf32FAE19FA8Bd33004e364e696807d9D",
  works: "0x2d29d5C7a2cAeC1BaE29E2C11906d7AbB5dc8E80",
  terms: "0xc49adf2f2Ad824868CDDef60180FFEF2C3C3a534",
  offers: "0x340DC3460FCC05e3EE6D7c140eBE033608F83dB5",
  licences: "0x488BF2a8815322eF6a8Cd6671b20d5141db79216",
  compliance: "0x5431057d816Ea6c89Fd6bA5B1DDaf9d743b5E916",
  royalties: "0x86aDc45afAb694EcE99a8aF4beC91DC7E3B9dE0c",
} as const;

/** The records of deployments/, each as JSON. */
export const recordedDeployments: readonly string[] = [];
