// Written by scripts/generate-abi.ts from the compiled contracts. Do not edit.

/** Where each contract is, on every chain that has it: the address follows from the code. */
export const contractAddresses = {
  timestamps: "0xC74691fF316DEFfA35ea5cA92A8E434D92f0B1FF",
  colophon: "0x8E773713a609744563A128899225EAB420e1Fb4E",
  works: "0x8e6a09A79D0eA3926ba0720A63251913E260270b",
  terms: "0x9869F88E704BB04D65DDE3eEEff913c2083095BF",
  offers: "0x6B65b52b755ca47cF86AeF1c980757bE1eb15Eb9",
  licences: "0x3d8369c3ABc169A27bAaefBe137B3791E5Cf1458",
  compliance: "0xd700255Ea4a6aad4ec1A6b88E880DFfb1E7cD6f2",
  royalties: "0x1EB28DB814a6CBdDca657b828990aDbae274B3Bd",
  agreements: "0x644E4a1CF6969dD6Fd026531Ada9D87190425Cf7",
  assignments: "0x38ec5288dd59c3A82fa2993ae595C69BDf332BAC",
} as const;

/** The records of deployments/, each as JSON. */
export const recordedDeployments: readonly string[] = [];
