import { type Address, bytesToHex, getAddress, type Hex, zeroAddress } from "viem";
import { describe, expect, it } from "vitest";
import vectors from "../../vectors/holders.json" with { type: "json" };
import { FormatError } from "../model/errors.ts";
import { createHolders, HoldersError, holderLeafOf, holderTree, joinHolderNodes, parseHolders } from "./holders.ts";
import { canonicalJson } from "./json.ts";

const account = (): Address => bytesToHex(crypto.getRandomValues(new Uint8Array(20)));

function randomHolders(size: number) {
  const units = Array.from({ length: size }, () => 1 + Math.floor((Math.random() * 99_999_999) / size));
  units[0] = 100_000_000 - units.slice(1).reduce((sum, n) => sum + n, 0);
  return createHolders(units.map((n) => ({ account: account(), units: n })));
}

describe("published vectors", () => {
  it.each(vectors)("$name", (vector) => {
    const holders = parseHolders(vector.document);
    expect(canonicalJson(holders)).toBe(vector.document);
    expect(holders.holders.map(holderLeafOf)).toEqual(vector.leaves);
    const tree = holderTree(holders);
    expect(tree.root).toBe(vector.root);
    for (const { account: holder, units, proof } of vector.proofs) {
      expect(tree.proofOf(holder as Address)).toEqual({
        units,
        proof: proof.map((sibling) => ({ hash: sibling.hash, units: BigInt(sibling.units) })),
      });
    }
  });
});

describe("holderTree", () => {
  it("leads every holder of random lists to the root with all units", () => {
    for (let size = 1; size <= 40; size++) {
      const list = randomHolders(size);
      const tree = holderTree(list);
      for (const holder of list.holders) {
        const { units, proof } = tree.proofOf(getAddress(holder.account));
        const leaf = { hash: holderLeafOf(holder), units: BigInt(units) };
        expect(proof.reduce(joinHolderNodes, leaf)).toEqual({ hash: tree.root, units: 100_000_000n });
      }
    }
  });

  it("binds the units: a holder with more units, or a sibling with fewer, leads elsewhere", () => {
    const list = randomHolders(5);
    const tree = holderTree(list);
    const holder = list.holders[0] as (typeof list.holders)[number];
    const { proof } = tree.proofOf(holder.account);
    const more = { account: holder.account, units: holder.units + 1 };
    expect(proof.reduce(joinHolderNodes, { hash: holderLeafOf(more), units: BigInt(more.units) }).hash).not.toBe(
      tree.root,
    );
    const [sibling, ...rest] = proof as [{ hash: Hex; units: bigint }];
    const lighter = [{ ...sibling, units: sibling.units - 1n }, ...rest];
    const leaf = { hash: holderLeafOf(holder), units: BigInt(holder.units) };
    expect(lighter.reduce(joinHolderNodes, leaf).hash).not.toBe(tree.root);
  });

  it("has no root of nobody", () => {
    expect(() => holderTree({ ...randomHolders(1), holders: [] })).toThrow("Nobody holds a share");
  });

  it("says who isn't listed", () => {
    const stranger = account();
    expect(() => holderTree(randomHolders(3)).proofOf(stranger)).toThrow(`${stranger} is not among the holders`);
  });
});

describe("createHolders", () => {
  const [a, b] = [account(), account()];

  it("Y01 says by how much the shares miss 100 %", () => {
    const make = (units: number) => () =>
      createHolders([
        { account: a, units: 50_000_000 },
        { account: b, units },
      ]);
    expect(make(49_999_999)).toThrow("The shares add up to 99.999999 %, not 100 %. Give away another 0.000001 %.");
    expect(make(60_000_000)).toThrow("The shares add up to 110 %, not 100 %. Take back 10 %.");
    expect(make(50_000_000)().holders.map((holder) => holder.account)).toEqual([a, b].sort());
  });

  it.each<[string, { account: Address; units: number }[], RegExp]>([
    ["nobody", [], /Nobody holds a share/],
    ["the zero address", [{ account: zeroAddress, units: 100_000_000 }], /zero address can't hold a share/],
    [
      "no units",
      [
        { account: a, units: 100_000_000 },
        { account: b, units: 0 },
      ],
      /must be more than 0 %/,
    ],
    [
      "negative units",
      [
        { account: a, units: 100_000_001 },
        { account: b, units: -1 },
      ],
      /must be more than 0 %/,
    ],
    [
      "parts of units",
      [
        { account: a, units: 99_999_999.5 },
        { account: b, units: 0.5 },
      ],
      /must be more than 0 %/,
    ],
    [
      "one account twice, however it is spelt",
      [
        { account: a, units: 50_000_000 },
        { account: b, units: 1 },
        { account: getAddress(a), units: 49_999_999 },
      ],
      /is listed twice/,
    ],
    [
      "an address with a wrong checksum",
      [{ account: "0x70997970C51812dc3A010C7d01b50e0d17dc79c8" as Address, units: 100_000_000 }],
      /^“0x70997970C51812dc3A010C7d01b50e0d17dc79c8” is not an address/,
    ],
    [
      "a name, of which the beginning is told",
      [{ account: `ines.${"e".repeat(90)}` as Address, units: 100_000_000 }],
      /^“ines\.e{55}” is not an address/,
    ],
  ])("Y01 refuses %s", (_, holders, sentence) => {
    expect(() => createHolders(holders)).toThrow(sentence);
    expect(() => createHolders(holders)).toThrow(HoldersError);
  });

  it("spells accounts in lower case and sorts them, and takes one unit", () => {
    const all = [a, b, account(), account()];
    const units = [99_999_997, 1, 1, 1];
    const { holders } = createHolders(all.map((it, i) => ({ account: getAddress(it), units: units[i] ?? 0 })));
    expect(holders.map((holder) => holder.account)).toEqual([...all].sort());
    expect(parseHolders({ ...createHolders([{ account: a, units: 100_000_000 }]), holders }).holders).toEqual(holders);
  });

  it("says of whom it speaks, and what the sum was", () => {
    const of = (holders: Parameters<typeof createHolders>[0]) => {
      try {
        return createHolders(holders);
      } catch (error) {
        return error;
      }
    };
    expect(of([{ account: a, units: 0 }])).toMatchObject({ name: "HoldersError", account: a });
    expect(of([{ account: a, units: 5 }])).toMatchObject({ name: "HoldersError", sum: 5 });
  });
});

describe("parseHolders", () => {
  const list = randomHolders(3);

  it.each([
    ["another order", { ...list, holders: [...list.holders].reverse() }, /sorted by account/],
    ["a wrong sum", { ...list, holders: list.holders.slice(1) }, /add up to/],
    [
      "addresses in mixed case",
      { ...list, holders: [{ account: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8", units: 100_000_000 }] },
      /lower-case/,
    ],
    ["units beyond exactness", { ...list, holders: [{ account: account(), units: 2 ** 60 }] }, /units/],
    ["units in words", { ...list, holders: [{ account: account(), units: "100000000" }] }, /units/],
    ["unknown fields", { ...list, total: 1 }, /total/],
  ])("refuses %s", (_, input, message) => {
    expect(() => parseHolders(input)).toThrow(FormatError);
    expect(() => parseHolders(input)).toThrow(message);
  });

  it.each([[[...list.holders].reverse()], [list.holders.slice(1)]])("says where it is wrong: %#", (holders) => {
    expect(() => parseHolders({ ...list, holders })).toThrow(expect.objectContaining({ path: "holders" }));
  });
});
