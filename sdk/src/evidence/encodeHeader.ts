import { bytesToHex, type Hex, hexToBytes, isHex } from "viem";
import { EvidenceError } from "./EvidenceError.ts";
import { encodeRlp } from "./encodeRlp.ts";
import { headerFields, headerForks } from "./headerFields.ts";
import { toRlpNumber } from "./rlpNumber.ts";

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
