import { type Address, type Hex, zeroAddress } from "viem";
import { expect, test } from "vitest";
import { createPassing, paymentsOf } from "../../indexer/src/passing.ts";

const at = (logIndex: number, transaction: Hex = "0xaa", block: Hex = "0x01") => ({
  log: { logIndex },
  block: { number: 1n, hash: block, timestamp: 1n },
  transaction: { hash: transaction },
});

test("what an event tells is heard by later events of its transaction only", () => {
  const passing = createPassing<string>();
  passing.put(at(3), "licence", "sale");
  expect(passing.get(at(3), "licence")).toBeUndefined();
  expect(passing.get(at(4), "another")).toBeUndefined();
  expect(passing.get(at(4), "licence")).toBe("sale");
  passing.put(at(5), "licence", "renewal");
  expect(passing.get(at(6), "licence")).toBe("renewal");
  expect(passing.get(at(7, "0xbb"), "licence")).toBeUndefined();
  expect(passing.get(at(8), "licence")).toBeUndefined();
});

test("a block that is handed over again, and C01 a transaction in another block, find nothing from before", () => {
  const passing = createPassing<string>();
  passing.put(at(3), "licence", "sale");
  expect(passing.get(at(2), "licence")).toBeUndefined();
  passing.put(at(3), "licence", "sale again");
  expect(passing.get(at(4), "licence")).toBe("sale again");
  expect(passing.get(at(9, "0xaa", "0x02"), "licence")).toBeUndefined();
});

test("what a payment was for is asked of its own transaction, by the rule of the statements", () => {
  const licence = (7n << 32n) | 1n;
  const memo: Hex = `0x${licence.toString(16).padStart(64, "0")}`;
  const [payer, thief, currency] = [`0x${"a1".repeat(20)}`, `0x${"b2".repeat(20)}`, zeroAddress] as const;
  const charge = { kind: "sale", licence, payer, currency, price: 5n, terms: "0x00" } as const;
  const paid = (logIndex: number, from: Address, transaction?: Hex) =>
    paymentsOf(at(logIndex, transaction)).paid({ logIndex, work: 7n, payer: from, currency, amount: 5n, memo })?.kind;
  paymentsOf(at(3)).ask(3, charge);
  expect(paid(4, thief)).toBeUndefined();
  expect(paid(5, payer)).toBe("sale");
  expect(paid(6, payer)).toBeUndefined();
  expect(paid(5, payer, "0xbb")).toBeUndefined();
});
