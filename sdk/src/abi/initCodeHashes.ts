// Written by scripts/generate-abi.ts from the compiled contracts. Do not edit.

/** keccak256 of each contract's creation code with its arguments, which makes its address. */
export const initCodeHashes = {
  timestamps: "0x1ca10eb4f568ade77a2aeb8cc59aafe360f494c53ecb34f7d7651c564f417be3",
  colophon: "0xa4fce261012d3ac6b332c94dcf962083d39fd5a7413237bf1ec96daac1fc566c",
  works: "0x50c1fdb67e9e7a87fa886601a1c81275d81422dab3b430e666547fb3e4ba584a",
  terms: "0x6736f2f83b57e6d5cb69a89425d39481a3bc9d052e08ac14125488cf5134d495",
  licences: "0xae3bd97501f69bb9b92860033daf4f03a89bc5861747409fb9b5ed3e91859594",
  compliance: "0xaa20720daa2f03b40a5bb4a34b2a3114dd5c4ffb8aa6db9300796510df5bd315",
  royalties: "0x4320cb61d7c7bd7780870e212dbbfe8f1790b5bb344a8f7f526c57a5263d1396",
} as const;
