// Written by scripts/generate-abi.ts from the compiled contracts. Do not edit.

/** keccak256 of each contract's creation code with its arguments, which makes its address. */
export const initCodeHashes = {
  timestamps: "0x1ca10eb4f568ade77a2aeb8cc59aafe360f494c53ecb34f7d7651c564f417be3",
  colophon: "0x0128370a4de363c56f5a21cdd517310d4b306e850a6615fb2df1bfce40f9f307",
  works: "0x7db73f8bb2456800beb3f63f4c2b264c8f6a65a81049ddf6724e6efdda01c534",
  terms: "0x6736f2f83b57e6d5cb69a89425d39481a3bc9d052e08ac14125488cf5134d495",
  licences: "0x28e88ba1a564ff446f7b0c9bf1218285f3852fadedf462bd56d6b413139c203f",
  compliance: "0xaa20720daa2f03b40a5bb4a34b2a3114dd5c4ffb8aa6db9300796510df5bd315",
  royalties: "0x6a0da10672246001d29469f75994b4dc29fd98b45da750ddc16a3b1a41b74a35",
} as const;
