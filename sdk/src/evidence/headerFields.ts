/** How a field is written: bytes of a fixed length, bytes of any length up to a limit, or a number. */
type HeaderField = { name: string; kind: "bytes" | "data" | "number"; size: number };

const bytes = (name: string, size: number): HeaderField => ({ name, kind: "bytes", size });
const number = (name: string, size = 8): HeaderField => ({ name, kind: "number", size });

/**
 * The fields of an execution block's header in their order, by the names that nodes give them in JSON. The first 16
 * are London's (EIP-1559; Paris has the same), 17 Shanghai's (EIP-4895), 20 Cancun's (EIP-4844, EIP-4788), 21 Prague's
 * (EIP-7685), 23 Amsterdam's (EIP-7928, EIP-7843).
 */
export const headerFields: readonly HeaderField[] = [
  bytes("parentHash", 32),
  bytes("sha3Uncles", 32),
  bytes("miner", 20),
  bytes("stateRoot", 32),
  bytes("transactionsRoot", 32),
  bytes("receiptsRoot", 32),
  bytes("logsBloom", 256),
  number("difficulty", 32),
  number("number"),
  number("gasLimit"),
  number("gasUsed"),
  number("timestamp"),
  // 32 bytes on Ethereum; chains with signing authorities keep seals here.
  { name: "extraData", kind: "data", size: 4096 },
  bytes("mixHash", 32),
  bytes("nonce", 8),
  number("baseFeePerGas", 32),
  bytes("withdrawalsRoot", 32),
  number("blobGasUsed"),
  number("excessBlobGas"),
  bytes("parentBeaconBlockRoot", 32),
  bytes("requestsHash", 32),
  bytes("blockAccessListHash", 32),
  number("slotNumber"),
];

/** The forks that added fields, by how many fields their headers have. */
export const headerForks = { 16: "London", 17: "Shanghai", 20: "Cancun", 21: "Prague", 23: "Amsterdam" } as const;
