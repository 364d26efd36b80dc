// Written by scripts/generate-abi.ts from the compiled contracts. Do not edit.

/** keccak256 of each contract's creation code with its arguments, which makes its address. */
export const initCodeHashes = {
  timestamps: "0x8940f95d2c482c557e7245ebe0f02c2121b982deff35f1ff43eaf5317eb7abd4",
  colophon: "0x84ae8eb4a23b43e942e58a3786adb9d0352d2cb48816bf1da8bf500e953bd6e0",
  works: "0x2f70bc32c07e390afd4480caace619e1568f1d2edbe03a60529196e0680272fa",
  licences: "0x581045b9031888d3dc959a78f8a7091f1125c642800825e5ab6dcd722f34de95",
  royalties: "0xcb24694b2c4fb5e7607de3f65688614bcc3134c0d5d2db5b2b37137cf652222b",
} as const;
