import { bytesToHex, type Hex, hexToBytes, keccak256 } from "viem";
import { decodeRlp } from "./decodeRlp.ts";
import { EvidenceError } from "./EvidenceError.ts";
import type { Header } from "./Header.ts";
import { headerFields, headerForks } from "./headerFields.ts";
import { fromRlpNumber } from "./rlpNumber.ts";

function refuse(problem: string): never {
  throw new EvidenceError(`This is not a block header that this program knows: ${problem}`);
}

function forkOf(fields: number): Header["fork"] {
  const fork = Object.entries(headerForks).find(([count]) => Number(count) === fields)?.[1];
  if (fork) return fork;
  return refuse(
    `it has ${fields} fields, and headers since London have ${Object.keys(headerForks).join(", ")}. A newer version may know it.`,
  );
}

/**
 * Reads an RLP-encoded block header of London or later. A header with more or other fields than a fork is known to
 * have is refused, not skimmed: a field nobody looked at could change what the others mean. Throws an EvidenceError.
 */
export function decodeHeader(encoded: Hex): Header {
  const bytes = hexToBytes(encoded);
  const items = decodeRlp(bytes);
  if (items instanceof Uint8Array) refuse("it is not a list.");
  const fork = forkOf(items.length);
  const values: Record<string, Uint8Array> = {};
  items.forEach((item, i) => {
    const { name, kind, size } = headerFields[i] as (typeof headerFields)[number];
    if (!(item instanceof Uint8Array)) refuse(`its field ${name} is a list.`);
    if (kind === "bytes" ? item.length !== size : item.length > size) {
      refuse(`its field ${name} has ${item.length} bytes instead of ${kind === "bytes" ? "" : "at most "}${size}.`);
    }
    if (kind === "number") fromRlpNumber(item);
    values[name] = item;
  });
  const hex = (name: string) => bytesToHex(values[name] as Uint8Array);
  const whole = (name: string) => {
    const value = fromRlpNumber(values[name] as Uint8Array);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) refuse(`its field ${name} is ${value}, beyond any real block.`);
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
