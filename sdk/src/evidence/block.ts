import {
  type Abi,
  type Address,
  bytesToHex,
  decodeEventLog,
  type Hex,
  hexToBytes,
  isAddress,
  isHex,
  keccak256,
} from "viem";
import { eventsAbi } from "../abi/generated.ts";
import type { ContractName } from "../core/deployment.ts";
import { decodeRlp, EvidenceError, encodeRlp, fromRlpNumber, type RlpItem, toRlpNumber } from "./rlp.ts";

/** What a bundle needs of a block's header. */
export type BlockHeader = {
  /** keccak256 of the whole encoded header: what names the block. */
  hash: Hex;
  parentHash: Hex;
  stateRoot: Hex;
  receiptsRoot: Hex;
  number: number;
  /** Seconds since 1970. */
  time: number;
  /** The fork whose fields the header has, by their number; later forks without new fields look the same. */
  fork: "London" | "Shanghai" | "Cancun" | "Prague" | "Amsterdam";
};

function refuseHeader(problem: string): never {
  throw new EvidenceError(`This is not a block header that this program knows: ${problem}`);
}

function forkOf(fields: number): BlockHeader["fork"] {
  const fork = Object.entries(headerForks).find(([count]) => Number(count) === fields)?.[1];
  if (fork) return fork;
  return refuseHeader(
    `it has ${fields} fields, and headers since London have ${Object.keys(headerForks).join(", ")}. A newer version may know it.`,
  );
}

/**
 * Reads an RLP-encoded block header of London or later. A header with more or other fields than a fork is known to
 * have is refused, not skimmed: a field nobody looked at could change what the others mean. Throws an EvidenceError.
 */
export function decodeHeader(encoded: Hex): BlockHeader {
  const bytes = hexToBytes(encoded);
  const items = decodeRlp(bytes);
  if (items instanceof Uint8Array) refuseHeader("it is not a list.");
  const fork = forkOf(items.length);
  const values: Record<string, Uint8Array> = {};
  items.forEach((item, i) => {
    const { name, kind, size } = headerFields[i] as (typeof headerFields)[number];
    if (!(item instanceof Uint8Array)) refuseHeader(`its field ${name} is a list.`);
    if (kind === "bytes" ? item.length !== size : item.length > size) {
      refuseHeader(
        `its field ${name} has ${item.length} bytes instead of ${kind === "bytes" ? "" : "at most "}${size}.`,
      );
    }
    if (kind === "number") fromRlpNumber(item);
    values[name] = item;
  });
  const hex = (name: string) => bytesToHex(values[name] as Uint8Array);
  const whole = (name: string) => {
    const value = fromRlpNumber(values[name] as Uint8Array);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) refuseHeader(`its field ${name} is ${value}, beyond any real block.`);
    return Number(value);
  };
  return {
    hash: keccak256(bytes),
    parentHash: hex("parentHash"),
    stateRoot: hex("stateRoot"),
    receiptsRoot: hex("receiptsRoot"),
    number: whole("number"),
    time: whole("timestamp"),
    fork,
  };
}

/** A block as a node gives it in JSON (`eth_getBlockByHash`). */
export type RpcBlock = Readonly<Record<string, unknown>>;

/**
 * The RLP encoding of a block's header, from a node's answer. The caller compares its keccak256 with the block's hash:
 * a chain whose headers have other fields gives another hash. Throws an EvidenceError.
 */
export function encodeHeader(block: RpcBlock): Hex {
  const present = headerFields.filter(({ name }) => block[name] !== undefined && block[name] !== null);
  const count = present.length;
  if (!(count in headerForks) || present.some((field, i) => field !== headerFields[i])) {
    const names = headerFields.slice(0, 16).filter((field) => !present.includes(field));
    const missing = names.length > 0 ? ` Missing: ${names.map(({ name }) => name).join(", ")}.` : "";
    throw new EvidenceError(
      `The node's block has a header of no fork that this program knows (${count} known fields).${missing} Use a chain with Ethereum's headers since London, or a newer version.`,
    );
  }
  const items = present.map(({ name, kind }) => {
    const value = block[name];
    if (!isHex(value)) throw new EvidenceError(`The node's block has no readable ${name}. Ask another node.`);
    return kind === "number" ? toRlpNumber(BigInt(value)) : hexToBytes(value);
  });
  return bytesToHex(encodeRlp(items));
}

/** How a field is written: bytes of a fixed length, bytes of any length up to a limit, or a number. */
type HeaderField = { name: string; kind: "bytes" | "data" | "number"; size: number };

const bytesField = (name: string, size: number): HeaderField => ({ name, kind: "bytes", size });

const numberField = (name: string, size = 8): HeaderField => ({ name, kind: "number", size });

/**
 * The fields of an execution block's header in their order, by the names that nodes give them in JSON. The first 16
 * are London's (EIP-1559; Paris has the same), 17 Shanghai's (EIP-4895), 20 Cancun's (EIP-4844, EIP-4788), 21 Prague's
 * (EIP-7685), 23 Amsterdam's (EIP-7928, EIP-7843).
 */
const headerFields: readonly HeaderField[] = [
  bytesField("parentHash", 32),
  bytesField("sha3Uncles", 32),
  bytesField("miner", 20),
  bytesField("stateRoot", 32),
  bytesField("transactionsRoot", 32),
  bytesField("receiptsRoot", 32),
  bytesField("logsBloom", 256),
  numberField("difficulty", 32),
  numberField("number"),
  numberField("gasLimit"),
  numberField("gasUsed"),
  numberField("timestamp"),
  // 32 bytes on Ethereum; chains with signing authorities keep seals here.
  { name: "extraData", kind: "data", size: 4096 },
  bytesField("mixHash", 32),
  bytesField("nonce", 8),
  numberField("baseFeePerGas", 32),
  bytesField("withdrawalsRoot", 32),
  numberField("blobGasUsed"),
  numberField("excessBlobGas"),
  bytesField("parentBeaconBlockRoot", 32),
  bytesField("requestsHash", 32),
  bytesField("blockAccessListHash", 32),
  numberField("slotNumber"),
];

/** The forks that added fields, by how many fields their headers have. */
export const headerForks = { 16: "London", 17: "Shanghai", 20: "Cancun", 21: "Prague", 23: "Amsterdam" } as const;

/** A log as its receipt records it. */
type ReceiptLog = { address: Address; topics: readonly Hex[]; data: Hex };

/** A transaction's receipt as the chain keeps it (EIP-2718; types 0 to 4). */
export type Receipt = { type: number; succeeded: boolean; logs: readonly ReceiptLog[] };

/** 0 legacy, 1 access list (EIP-2930), 2 fees (EIP-1559), 3 blobs (EIP-4844), 4 set code (EIP-7702). */
const lastReceiptType = 4;

function refuseReceipt(problem: string): never {
  throw new EvidenceError(`This is not a receipt that this program knows: ${problem}`);
}

function bytesOf(item: RlpItem | undefined, what: string, size?: number): Uint8Array {
  if (!(item instanceof Uint8Array)) refuseReceipt(`its ${what} is not bytes.`);
  if (size !== undefined && item.length !== size)
    refuseReceipt(`its ${what} has ${item.length} bytes instead of ${size}.`);
  return item;
}

function listOf(item: RlpItem | undefined, what: string, length?: number): readonly RlpItem[] {
  if (item === undefined || item instanceof Uint8Array) refuseReceipt(`its ${what} is not a list.`);
  if (length !== undefined && item.length !== length)
    refuseReceipt(`its ${what} has ${item.length} parts instead of ${length}.`);
  return item;
}

function logOf(item: RlpItem): ReceiptLog {
  const [address, topics, data] = listOf(item, "log", 3);
  return {
    address: bytesToHex(bytesOf(address, "log's address", 20)),
    topics: listOf(topics, "log's topics").map((topic) => bytesToHex(bytesOf(topic, "log's topic", 32))),
    data: bytesToHex(bytesOf(data, "log's data")),
  };
}

/** Reads a receipt from its encoding in the receipts' trie. Throws an EvidenceError. */
export function decodeReceipt(encoded: Uint8Array): Receipt {
  const first = encoded[0] ?? refuseReceipt("it is empty.");
  const type = first >= 0xc0 ? 0 : first;
  if (type > lastReceiptType || (type === 0 && first === 0))
    refuseReceipt(`its type is ${first}; 0 to ${lastReceiptType} are known.`);
  const [status, gas, bloom, logs] = listOf(decodeRlp(type === 0 ? encoded : encoded.subarray(1)), "content", 4);
  const outcome = fromRlpNumber(bytesOf(status, "status"));
  if (outcome > 1n) refuseReceipt(`its status is ${outcome} instead of 0 or 1.`);
  fromRlpNumber(bytesOf(gas, "gas"));
  bytesOf(bloom, "bloom", 256);
  return { type, succeeded: outcome === 1n, logs: listOf(logs, "logs").map(logOf) };
}

/** A receipt as a node gives it in JSON (`eth_getTransactionReceipt`). */
export type RpcReceipt = Readonly<Record<string, unknown>>;

function hexField(values: RpcReceipt, name: string): `0x${string}` {
  const value = values[name];
  if (isHex(value)) return value;
  throw new EvidenceError(`The node's receipt has no readable ${name}. Ask another node.`);
}

/** A deposit from Ethereum on a chain of the OP Stack, which every block there begins with. */
const depositType = 0x7e;

/**
 * The encoding that a receipt has in the receipts' trie (EIP-2718; types 0 to 4, and the OP Stack's deposits), from a
 * node's answer. The caller compares the trie's root with the header's: another kind of receipt gives another root.
 * Throws an EvidenceError.
 */
export function encodeReceipt(receipt: RpcReceipt): Uint8Array {
  const type = receipt.type === undefined ? 0 : Number(hexField(receipt, "type"));
  if (!((type >= 0 && type <= 4) || type === depositType)) {
    throw new EvidenceError(
      `The block holds a transaction of type ${type}, whose receipt this program can't encode (it knows 0 to 4 and ${depositType}), so there is no proof for this block. Use Ethereum or an OP Stack chain, or a newer version.`,
    );
  }
  const logs = Array.isArray(receipt.logs) ? (receipt.logs as RpcReceipt[]) : [];
  const payload = encodeRlp([
    toRlpNumber(BigInt(hexField(receipt, "status"))),
    toRlpNumber(BigInt(hexField(receipt, "cumulativeGasUsed"))),
    hexToBytes(hexField(receipt, "logsBloom")),
    logs.map((log) => [
      hexToBytes(hexField(log, "address")),
      (Array.isArray(log.topics) ? (log.topics as `0x${string}`[]) : []).map((topic) => hexToBytes(topic)),
      hexToBytes(hexField(log, "data")),
    ]),
    // Before the upgrade Canyon these two were not in the trie, and nodes give no version.
    ...(type === depositType && receipt.depositReceiptVersion
      ? ["depositNonce", "depositReceiptVersion"].map((name) => toRlpNumber(BigInt(hexField(receipt, name))))
      : []),
  ]);
  return type === 0 ? payload : Uint8Array.from([type, ...payload]);
}

function textOf(value: unknown): string {
  if (typeof value === "string" && isAddress(value)) return value.toLowerCase();
  return typeof value === "object" && value !== null
    ? JSON.stringify(value, (_, inner) => (typeof inner === "object" && inner !== null ? inner : plain(inner)))
    : String(value);
}

/** As JSON writes what stands within a tuple: an address as everywhere, and what may be too large for a number as text. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  return typeof value === "string" && isAddress(value) ? value.toLowerCase() : value;
}

/** The event that a log of one of our contracts records, by its ABI, or undefined if the ABI has no such event. */
export function decodeRecord(
  contract: ContractName,
  { topics, data }: ReceiptLog,
): { event: string; values: Record<string, string> } | undefined {
  const abi: Abi = eventsAbi[contract];
  try {
    const { eventName, args } = decodeEventLog({
      abi,
      topics: topics as [`0x${string}`, ...`0x${string}`[]],
      data,
      strict: true,
    });
    const values = Object.entries((args ?? {}) as Record<string, unknown>).map(([name, value]) => [
      name,
      textOf(value),
    ]);
    return { event: String(eventName), values: Object.fromEntries(values) };
  } catch {
    return undefined;
  }
}
