import { bytesToHex, concat, type Hex, hexToBytes, sha256, stringToBytes } from "viem";

/**
 * A proof as the OpenTimestamps client writes it, with two ways: to a calendar's promise, and to a block of Bitcoin.
 * Returns the Merkle root that the block would need, last byte first.
 */
export function makeOpenTimestamps(digest: Hex, { height = 800_000 } = {}): { proof: Hex; merkleRoot: Hex } {
  const bytes = (...values: number[]) => Uint8Array.from(values);
  const nonce = new Uint8Array(16).fill(7);
  const uri = stringToBytes("https://calendar.example");
  const message = sha256(concat([hexToBytes(digest), nonce]), "bytes");
  const promised = sha256(message, "bytes");
  const varint = (value: number): number[] => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >> 7)]);
  const proof = concat([
    bytes(0),
    stringToBytes("OpenTimestamps"),
    bytes(0, 0),
    stringToBytes("Proof"),
    bytes(0, 0xbf, 0x89, 0xe2, 0xe8, 0x84, 0xe8, 0x92, 0x94, 1, 8),
    hexToBytes(digest),
    bytes(0xf0, nonce.length),
    nonce,
    bytes(8),
    // One way: a calendar's promise, which is the message itself.
    bytes(0xff, 0, 0x83, 0xdf, 0xe3, 0x0d, 0x2e, 0xf9, 0x0c, 0x8e, uri.length + 1, uri.length),
    uri,
    // The other: hashed once more, and in Bitcoin.
    bytes(8, 0, 0x05, 0x88, 0x96, 0x0d, 0x73, 0xd7, 0x19, 0x01, varint(height).length, ...varint(height)),
  ]);
  return { proof: bytesToHex(proof), merkleRoot: bytesToHex(promised.toReversed()) };
}
