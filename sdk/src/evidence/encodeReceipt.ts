import { hexToBytes, isHex } from "viem";
import { EvidenceError } from "./EvidenceError.ts";
import { encodeRlp } from "./encodeRlp.ts";
import { toRlpNumber } from "./rlpNumber.ts";

/** A receipt as a node gives it in JSON (`eth_getTransactionReceipt`). */
export type RpcReceipt = Readonly<Record<string, unknown>>;

function hexOf(values: RpcReceipt, name: string): `0x${string}` {
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
  const type = receipt.type === undefined ? 0 : Number(hexOf(receipt, "type"));
  if (!((type >= 0 && type <= 4) || type === depositType)) {
    throw new EvidenceError(
      `The block holds a transaction of type ${type}, whose receipt this program can't encode (it knows 0 to 4 and ${depositType}), so there is no proof for this block. Use Ethereum or an OP Stack chain, or a newer version.`,
    );
  }
  const logs = Array.isArray(receipt.logs) ? (receipt.logs as RpcReceipt[]) : [];
  const payload = encodeRlp([
    toRlpNumber(BigInt(hexOf(receipt, "status"))),
    toRlpNumber(BigInt(hexOf(receipt, "cumulativeGasUsed"))),
    hexToBytes(hexOf(receipt, "logsBloom")),
    logs.map((log) => [
      hexToBytes(hexOf(log, "address")),
      (Array.isArray(log.topics) ? (log.topics as `0x${string}`[]) : []).map((topic) => hexToBytes(topic)),
      hexToBytes(hexOf(log, "data")),
    ]),
    // Before the upgrade Canyon these two were not in the trie, and nodes give no version.
    ...(type === depositType && receipt.depositReceiptVersion
      ? ["depositNonce", "depositReceiptVersion"].map((name) => toRlpNumber(BigInt(hexOf(receipt, name))))
      : []),
  ]);
  return type === 0 ? payload : Uint8Array.from([type, ...payload]);
}
