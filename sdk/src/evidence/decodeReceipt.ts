import { bytesToHex } from "viem";
import { decodeRlp } from "./decodeRlp.ts";
import { EvidenceError } from "./EvidenceError.ts";
import type { Receipt, ReceiptLog } from "./Receipt.ts";
import type { RlpItem } from "./RlpItem.ts";
import { fromRlpNumber } from "./rlpNumber.ts";

/** 0 legacy, 1 access list (EIP-2930), 2 fees (EIP-1559), 3 blobs (EIP-4844), 4 set code (EIP-7702). */
const lastType = 4;

function refuse(problem: string): never {
  throw new EvidenceError(`This is not a receipt that this program knows: ${problem}`);
}

function bytesOf(item: RlpItem | undefined, what: string, size?: number): Uint8Array {
  if (!(item instanceof Uint8Array)) refuse(`its ${what} is not bytes.`);
  if (size !== undefined && item.length !== size) refuse(`its ${what} has ${item.length} bytes instead of ${size}.`);
  return item;
}

function listOf(item: RlpItem | undefined, what: string, length?: number): readonly RlpItem[] {
  if (item === undefined || item instanceof Uint8Array) refuse(`its ${what} is not a list.`);
  if (length !== undefined && item.length !== length)
    refuse(`its ${what} has ${item.length} parts instead of ${length}.`);
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
  const first = encoded[0] ?? refuse("it is empty.");
  const type = first >= 0xc0 ? 0 : first;
  if (type > lastType || (type === 0 && first === 0)) refuse(`its type is ${first}; 0 to ${lastType} are known.`);
  const [status, gas, bloom, logs] = listOf(decodeRlp(type === 0 ? encoded : encoded.subarray(1)), "content", 4);
  const outcome = fromRlpNumber(bytesOf(status, "status"));
  if (outcome > 1n) refuse(`its status is ${outcome} instead of 0 or 1.`);
  fromRlpNumber(bytesOf(gas, "gas"));
  bytesOf(bloom, "bloom", 256);
  return { type, succeeded: outcome === 1n, logs: listOf(logs, "logs").map(logOf) };
}
