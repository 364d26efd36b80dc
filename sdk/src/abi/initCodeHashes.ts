// Written by scripts/generate-abi.ts from the compiled contracts. Do not edit.

/** keccak256 of each contract's creation code with its arguments, which makes its address. */
export const initCodeHashes = {
  timestamps: "0x1ca10eb4f568ade77a2aeb8cc59aafe360f494c53ecb34f7d7651c564f417be3",
  colophon: "0x5c1bf7bdedf6b082d27b52c14e7a5cbc3897305adaf7543560344f531809a6b1",
  works: "0x7db73f8bb2456800beb3f63f4c2b264c8f6a65a81049ddf6724e6efdda01c534",
  terms: "0x6736f2f83b57e6d5cb69a89425d39481a3bc9d052e08ac14125488cf5134d495",
  licences: "0xcce733a1aabca6d056da81485dc7cf13d0b126880902fb19ebdf5e0520a48eae",
  compliance: "0xaa20720daa2f03b40a5bb4a34b2a3114dd5c4ffb8aa6db9300796510df5bd315",
  royalties: "0x6a0da10672246001d29469f75994b4dc29fd98b45da750ddc16a3b1a41b74a35",
} as const;
