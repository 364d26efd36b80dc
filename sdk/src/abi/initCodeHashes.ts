// Written by scripts/generate-abi.ts from the compiled contracts. Do not edit.

/** keccak256 of each contract's creation code with its arguments, which makes its address. */
export const initCodeHashes = {
  timestamps: "0x1ca10eb4f568ade77a2aeb8cc59aafe360f494c53ecb34f7d7651c564f417be3",
  colophon: "0xc6a436c67eafeb89d43e0dea72cd817afc202a7c622f596315b6fe2af928e277",
  works: "0x3edb663e93a9d885850e86100c6941bf31c717ac619988b5899485af801317fb",
  terms: "0xc3ccb66e51acdd0beacabae87444f8de1558142fc5ee81f820697b5c0e113f50",
  licences: "0x1f240846224f042969bb80deae1cc8954da18d14f85fb5ca307db695342f6d36",
  compliance: "0xb12503669d74321c2c47c7cbfdd5017a58047a4697fa2bfb144a733baa4a0d8b",
  royalties: "0x3377402033a008a7d3c35ee03e51ca0d8da0d033dd76f0bc31bb4def04741d0c",
} as const;
