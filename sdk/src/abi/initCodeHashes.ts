// Written by scripts/generate-abi.ts from the compiled contracts. Do not edit.

/** keccak256 of each contract's creation code with its arguments, which makes its address. */
export const initCodeHashes = {
  timestamps: "0x1ca10eb4f568ade77a2aeb8cc59aafe360f494c53ecb34f7d7651c564f417be3",
  colophon: "0xa0c91934bd7c7c54a8da750d6533ff3dca38caa3532fd8e933008507c97b8c8a",
  works: "0x7db73f8bb2456800beb3f63f4c2b264c8f6a65a81049ddf6724e6efdda01c534",
  terms: "0x6736f2f83b57e6d5cb69a89425d39481a3bc9d052e08ac14125488cf5134d495",
  licences: "0xa4a78e6a46d41bb779fadbe01daf96efca4fceb89d1406ad6ce69c8dae67c599",
  compliance: "0xaa20720daa2f03b40a5bb4a34b2a3114dd5c4ffb8aa6db9300796510df5bd315",
  royalties: "0x1181b6ab2bd772991e2160a8c6b43e0a32b241f29452de044280f9b117705bc0",
} as const;
