import { createMPT, verifyMerkleProof, verifyMPTWithMerkleProof } from "@ethereumjs/mpt";
import { bytesToHex, type Hex, hexToBytes, keccak256 } from "viem";
import { describe, expect, it } from "vitest";
import { decodeRlp, EvidenceError, encodeRlp, fromRlpNumber, toRlpNumber } from "./rlp.ts";
import { createTrie, verifyTrieProof } from "./trie.ts";

const receiptKey = (index: number) => encodeRlp(toRlpNumber(BigInt(index)));
const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));

async function independent(entries: { key: Uint8Array; value: Uint8Array }[]) {
  const trie = await createMPT();
  for (const { key, value } of entries) await trie.put(key, value);
  return trie;
}

describe("RLP", () => {
  it.each([
    ["0x80", new Uint8Array()],
    ["0x00", Uint8Array.of(0)],
    ["0x7f", Uint8Array.of(127)],
    ["0x8180", Uint8Array.of(128)],
    ["0xc0", []],
    ["0xc7c0c1c0c3c0c1c0", [[], [[]], [[], [[]]]]],
    ["0xc88363617483646f67", [new TextEncoder().encode("cat"), new TextEncoder().encode("dog")]],
  ] as const)("reads and writes %s", (hex, item) => {
    expect(decodeRlp(hexToBytes(hex))).toEqual(item);
    expect(bytesToHex(encodeRlp(item))).toBe(hex);
  });

  it.each([
    ["0x", "too early"],
    ["0x8100", "in two"],
    ["0x817f", "in two"],
    ["0x83aabb", "too early"],
    ["0xc2aa", "too early"],
    ["0xb800", "too early|begins with zero|written long"],
    [`0xb837${"aa".repeat(55)}`, "written long"],
    [`0xb90038${"aa".repeat(56)}`, "begins with zero"],
    ["0x8080", "follow the end"],
    ["0xbfffffffffffffffff", "beyond anything"],
    [`0x${"c1".repeat(40)}c0`, "deeper|too early"],
  ] as const)("refuses %s", (hex, problem) => {
    expect(() => decodeRlp(hexToBytes(hex))).toThrow(EvidenceError);
    expect(() => decodeRlp(hexToBytes(hex))).toThrow(new RegExp(problem));
  });

  it("refuses lists that nest without end", () => {
    const nested = Array.from({ length: 60 }).reduce<Uint8Array>(
      (inner) => encodeRlp([decodeRlpLoose(inner)]),
      encodeRlp([]),
    );
    expect(() => decodeRlp(nested)).toThrow(/nest deeper/);
  });

  it("keeps numbers minimal", () => {
    for (const value of [0n, 1n, 255n, 256n, 2n ** 256n - 1n]) expect(fromRlpNumber(toRlpNumber(value))).toBe(value);
    expect(() => fromRlpNumber(Uint8Array.of(0, 1))).toThrow(/zero byte/);
    expect(() => fromRlpNumber(new Uint8Array(33).fill(1))).toThrow(/longer than 32/);
  });
});

/** An item for nesting, without the depth limit of the reader under test. */
function decodeRlpLoose(bytes: Uint8Array): Parameters<typeof encodeRlp>[0] {
  const read = (at: number): [Parameters<typeof encodeRlp>[0], number] => {
    const prefix = bytes[at] as number;
    const [length, from] = prefix > 0xf7 ? [bytes[at + 1] as number, at + 2] : [prefix - 0xc0, at + 1];
    return length === 0 ? [[], from] : [[read(from)[0]], from + length];
  };
  return read(0)[0];
}

describe("a trie", () => {
  it.each([1, 2, 3, 15, 16, 17, 127, 128, 129, 200, 300])(
    "of %i receipts has the root of @ethereumjs/mpt, and each proof verifies there and here",
    async (count) => {
      const entries = Array.from({ length: count }, (_, i) => ({ key: receiptKey(i), value: random(300) }));
      const trie = createTrie(entries);
      const other = await independent(entries);
      expect(trie.root).toBe(bytesToHex(other.root()));
      for (const { key, value } of entries.slice(-20)) {
        const proof = trie.proof(key);
        expect(verifyTrieProof({ root: trie.root, key, proof })).toEqual(value);
        expect(
          await verifyMerkleProof(
            key,
            proof.map((node) => hexToBytes(node)),
          ),
        ).toEqual(value);
      }
      expect(() => trie.proof(receiptKey(count))).toThrow(/no such key/);
    },
  );

  it("with short values, whose nodes stand inside their parents, agrees too", async () => {
    for (let round = 0; round < 30; round++) {
      const entries = Array.from({ length: 1 + (round % 12) }, (_, i) => ({
        key: Uint8Array.of(i * 7, round, i),
        value: random(1 + (i % 3)),
      })).map(({ key, value }) => ({ key, value: value.map((byte) => byte || 1) }));
      const trie = createTrie(entries);
      const other = await independent(entries);
      expect(trie.root).toBe(bytesToHex(other.root()));
      for (const { key, value } of entries) {
        expect(verifyTrieProof({ root: trie.root, key, proof: trie.proof(key) })).toEqual(value);
      }
    }
  });

  it("verifies proofs made by @ethereumjs/mpt, of what is there and of what isn't", async () => {
    const entries = Array.from({ length: 100 }, () => ({
      key: keccak256(random(8), "bytes"),
      value: random(1).fill(7),
    }));
    const other = await independent(entries);
    const root = bytesToHex(other.root());
    const { createMerkleProof } = await import("@ethereumjs/mpt");
    for (const { key, value } of entries.slice(0, 20)) {
      const proof = (await createMerkleProof(other, key)).map((node) => bytesToHex(node));
      expect(verifyTrieProof({ root, key, proof })).toEqual(value);
    }
    for (let i = 0; i < 20; i++) {
      const key = keccak256(random(8), "bytes");
      const nodes = await createMerkleProof(other, key);
      const proof = nodes.map((node) => bytesToHex(node));
      expect(verifyTrieProof({ root, key, proof })).toBeUndefined();
      expect(await verifyMPTWithMerkleProof(other, other.root(), key, nodes)).toBeNull();
    }
    expect(verifyTrieProof({ root: keccak256("0x80"), key: receiptKey(0), proof: [] })).toBeUndefined();
  });

  it("W11 refuses a proof that is cut, lengthened, reordered, of another key, or changed in any byte", () => {
    const entries = Array.from({ length: 200 }, (_, i) => ({ key: receiptKey(i), value: random(64) }));
    const { root, proof: proofOf } = createTrie(entries);
    const [key, value] = [receiptKey(130), entries[130]?.value];
    const proof = proofOf(key);
    expect(proof.length).toBeGreaterThan(2);
    const check =
      (changed: Hex[], by = key) =>
      () =>
        verifyTrieProof({ root, key: by, proof: changed });
    expect(check(proof)()).toEqual(value);
    expect(check(proof.slice(0, -1))).toThrow(/breaks off/);
    expect(check([])).toThrow(/is empty/);
    expect(check([...proof, proof[0] as Hex])).toThrow(/not on the way/);
    expect(check([...proof].reverse())).toThrow(/leads to it/);
    expect(check(proof, receiptKey(131))).toThrow(EvidenceError);
    proof.forEach((node, i) => {
      const bytes = hexToBytes(node);
      for (let at = 0; at < bytes.length; at += 3) {
        const other = Uint8Array.from(bytes);
        other[at] = (other[at] as number) ^ (1 << (at % 8));
        expect(check(proof.map((same, j) => (i === j ? bytesToHex(other) : same)))).toThrow(EvidenceError);
      }
    });
  });

  it("refuses nodes that are none", () => {
    const refused = (item: Parameters<typeof encodeRlp>[0], problem: RegExp) => {
      const node = encodeRlp(item);
      expect(() =>
        verifyTrieProof({ root: keccak256(node), key: Uint8Array.of(0x12), proof: [bytesToHex(node)] }),
      ).toThrow(problem);
    };
    refused(new Uint8Array(40), /not a list/);
    refused([new Uint8Array(), new Uint8Array(), new Uint8Array()], /3 parts/);
    refused([new Uint8Array(), Uint8Array.of(1)], /path can't be read/);
    refused([Uint8Array.of(0x41), Uint8Array.of(1)], /path can't be read/);
    refused([Uint8Array.of(0x05), Uint8Array.of(1)], /path can't be read/);
    refused([Uint8Array.of(0x11), Uint8Array.of(1)], /link has 1 bytes/);
    refused([Uint8Array.of(0x20, 0x12), [Uint8Array.of(1)]], /value is not bytes/);
  });
});
