import {
  type Address,
  concat,
  encodeAbiParameters,
  encodeFunctionData,
  getCreate2Address,
  type Hex,
  keccak256,
  parseAbi,
  stringToBytes,
  zeroAddress,
} from "viem";

// An account that several people hold together: Safe 1.4.1 (safe-global/safe-smart-account), as it was deployed by CREATE2
// at the same addresses on most chains. It is somebody else's code, so nothing is taken for it but these exact bytes.

/** A contract of Safe's, and keccak256 of the code that must be there. */
type SafeContract = { address: Address; codeHash: Hex };

export const safeContracts = {
  factory: {
    address: "0x4e1DCf7AD4e460CfD30791CCC4F9c8a4f820ec67",
    codeHash: "0x50c3cdc4074750a7a974204a716c999edd37482f907608d960b2b025ee0b3317",
  },
  /** The one that logs what it does, which also wallets without an indexer of their own can read. */
  singleton: {
    address: "0x29fcB43b46531BcA003ddC8FCB67FFE91900C762",
    codeHash: "0xb1f926978a0f44a2c0ec8fe822418ae969bd8c3f18d61e5103100339894f81ff",
  },
  /** Lets a Safe receive works and licences (ERC-721), and sign (ERC-1271). */
  handler: {
    address: "0xfd0732Dc9E303f09fCEf3a7388Ad10A83459Ec99",
    codeHash: "0x7c6007a5d711cea8dfd5d91f5940ec29c7f200fe511eb1fc1397b367af3c42f9",
  },
} as const satisfies Record<string, SafeContract>;

/** keccak256 of the code that creates a Safe: that of its proxy, and the singleton's address. */
const proxyInitCodeHash: Hex = "0xe298282cefe913ab5d282047161268a8222e4bd4ed106300c547894bbefd31ee";

/** keccak256 of the code of every Safe: its proxy's. */
export const safeCodeHash: Hex = "0xd7d408ebcd99b2b70be43e20253d6d92a8ea8fab29bd3be7f55b10032331fb4c";

const setupAbi = parseAbi([
  "function setup(address[] owners, uint256 threshold, address to, bytes data, address fallbackHandler, address paymentToken, uint256 payment, address paymentReceiver)",
]);

/** A Safe before it is there: what its address follows from. */
export type SafePlan = {
  /** In the order in which they are given to it. */
  owners: readonly Address[];
  /** How many of them must sign. */
  threshold: number;
  /** Tells Safes of the same owners apart. */
  nonce: bigint;
};

/** What the factory calls a new Safe with: its owners, how many must sign, and nothing that anybody else may do. */
export function safeSetupOf({ owners, threshold }: SafePlan): Hex {
  return encodeFunctionData({
    abi: setupAbi,
    functionName: "setup",
    args: [owners, BigInt(threshold), zeroAddress, "0x", safeContracts.handler.address, zeroAddress, 0n, zeroAddress],
  });
}

/** Where a Safe will be, or is. Nobody can put one with other first owners there. */
export function safeAddressOf(plan: SafePlan): Address {
  const salt = keccak256(
    concat([keccak256(safeSetupOf(plan)), encodeAbiParameters([{ type: "uint256" }], [plan.nonce])]),
  );
  return getCreate2Address({ from: safeContracts.factory.address, salt, bytecodeHash: proxyInitCodeHash });
}

/** The number of a Safe that is made for something with a name. */
export function safeNonceOf(name: string): bigint {
  return BigInt(keccak256(stringToBytes(`Colophon: ${name}`)));
}
