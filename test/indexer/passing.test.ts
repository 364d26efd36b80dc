import type { Hex } from "viem";
import { expect, test } from "vitest";
import { createPassing } from "../../indexer/src/passing.ts";

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
