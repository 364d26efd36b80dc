import { bytesToHex, hexToBytes, keccak256 } from "viem";
import { describe, expect, it } from "vitest";
import vectors from "../../vectors/headers.json" with { type: "json" };
import { decodeHeader, encodeHeader, headerForks } from "./block.ts";
import { decodeRlp, EvidenceError, encodeRlp, type RlpItem } from "./rlp.ts";

const itemsOf = (header: object) => decodeRlp(hexToBytes(encodeHeader(header as never))) as readonly RlpItem[];
/** One with Prague's 21 fields. */
const prague = vectors.findLast(({ fork }) => fork === "Prague") as (typeof vectors)[number];
const decode = (items: RlpItem) => () => decodeHeader(bytesToHex(encodeRlp(items)));

describe("headers of real blocks", () => {
  it.each(vectors)("$chain, block $number, $fork fields", ({ number, hash, fork, header }) => {
    const encoded = encodeHeader(header);
    expect(keccak256(encoded)).toBe(hash);
    const { receiptsRoot, stateRoot, parentHash } = header;
    expect(decodeHeader(encoded)).toEqual({
      hash,
      fork,
      receiptsRoot,
      stateRoot,
      parentHash,
      number,
      time: Number(header.timestamp),
    });
  });

  it("there is one of Ethereum itself for every number of fields that it has had since London", () => {
    const own = new Set(vectors.filter(({ chain }) => chain === "Ethereum").map(({ fork }) => fork));
    // Ethereum has no block of Amsterdam yet.
    expect([...own, "Amsterdam"]).toEqual(Object.values(headerForks));
  });

  it("there is one of every fork", () => {
    expect(new Set(vectors.map(({ fork }) => fork))).toEqual(new Set(Object.values(headerForks)));
  });

  it("refuses any other number of fields, saying how many there are", () => {
    const items = itemsOf(prague.header);
    for (const count of [0, 1, 15, 18, 19]) expect(decode(items.slice(0, count))).toThrow(`it has ${count} fields`);
    expect(decode([...items, new Uint8Array(32)])).toThrow(/it has 22 fields.*newer version/);
    expect(decode([...items, new Uint8Array(32), Uint8Array.of(1), Uint8Array.of(1)])).toThrow("it has 24 fields");
  });

  it("refuses fields of a wrong length or kind", () => {
    const items = [...itemsOf(prague.header)];
    const changed = (at: number, item: RlpItem) => decode(items.map((same, i) => (i === at ? item : same)));
    expect(changed(0, new Uint8Array(31))).toThrow("parentHash has 31 bytes instead of 32");
    expect(changed(2, new Uint8Array(32))).toThrow("miner has 32 bytes instead of 20");
    expect(changed(8, Uint8Array.of(0, 1))).toThrow("zero byte");
    expect(changed(8, new Uint8Array(9).fill(1))).toThrow("number has 9 bytes");
    expect(changed(11, new Uint8Array(8).fill(255))).toThrow("beyond any real block");
    expect(changed(3, [])).toThrow("stateRoot is a list");
    expect(() => decodeHeader("0x80")).toThrow("not a list");
    expect(() => decodeHeader("0xc1")).toThrow(EvidenceError);
  });

  it("C07 refuses a node's block with a gap in its fields, or without one", () => {
    const { header } = prague;
    expect(() => encodeHeader({ ...header, withdrawalsRoot: undefined })).toThrow(/no fork/);
    expect(() => encodeHeader({ ...header, mixHash: undefined, stateRoot: undefined })).toThrow(
      "Missing: stateRoot, mixHash.",
    );
    expect(() => encodeHeader({ ...header, stateRoot: 7 })).toThrow("no readable stateRoot");
  });
});
