/** The fields of an offer in EIP-712: what its licensor signs, and what names it. */
export const offerFields = [
  { name: "work", type: "uint256" },
  { name: "parent", type: "uint256" },
  { name: "licensor", type: "address" },
  { name: "buyer", type: "address" },
  { name: "terms", type: "bytes24" },
  { name: "currency", type: "address" },
  { name: "price", type: "uint256" },
  { name: "supply", type: "uint32" },
  { name: "opens", type: "uint40" },
  { name: "closes", type: "uint40" },
] as const;
