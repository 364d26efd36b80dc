import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compareMachines } from "../evm/compare.ts";
import { ethereumjs, type Genesis } from "../evm/machines.ts";

const root = join(import.meta.dirname, "../..");
const history = { seed: "planted", count: 60 };

test("a machine with one dearer operation is found out, and both sides are named", async () => {
  const planted = async (genesis: Genesis) => ({
    ...(await ethereumjs(genesis, { prices: { 2929: { coldsloadGas: 2101 } } })),
    name: "planted",
  });
  const { difference, transactions } = await compareMachines([ethereumjs, planted], history);
  expect(transactions).toBeLessThan(history.count);
  expect(difference?.number).toBe(transactions);
  const { "@ethereumjs/vm": right, planted: wrong } = difference?.said ?? {};
  expect(Number(wrong) - Number(right)).toBeGreaterThan(0);
  expect(difference?.part).toBe("gas used");
});

test("a machine of another fork is found out", async () => {
  const planted = async (genesis: Genesis) => ({ ...(await ethereumjs(genesis, { fork: "cancun" })), name: "cancun" });
  // Only a transaction with much data costs another gas there.
  const { difference } = await compareMachines([ethereumjs, planted], { ...history, count: 400 });
  expect(difference?.said).toHaveProperty("cancun");
});

test("a slot that is lost on the way is found out where storage is compared", async () => {
  const planted = async (genesis: Genesis) => {
    const machine = await ethereumjs(genesis);
    const storageRoots: typeof machine.storageRoots = async (addresses) => {
      const roots = await machine.storageRoots(addresses);
      const [last = "0x"] = addresses.slice(-1);
      return { ...roots, [last]: `0x${"11".repeat(32)}` };
    };
    return { ...machine, name: "planted", storageRoots };
  };
  const { difference } = await compareMachines([ethereumjs, planted], history);
  expect(difference).toMatchObject({ number: history.count, what: "storage" });
});

test("the same seed makes the same history, and another seed another", async () => {
  const [one, same, other] = [
    await compareMachines([ethereumjs], history),
    await compareMachines([ethereumjs], history),
    await compareMachines([ethereumjs], { ...history, seed: "other" }),
  ];
  expect(same).toEqual(one);
  expect(other.gas).not.toBe(one.gas);
  expect(one.succeeded).toBeLessThan(one.transactions);
});

test("EDR, anvil and @ethereumjs/vm come to the same", () => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["scripts/evm.ts", "150", "--json", "--seed", "short"],
    {
      ...{ cwd: root, encoding: "utf8" },
    },
  );
  expect(status, stderr).toBe(0);
  const found = JSON.parse(stdout);
  expect(found).toMatchObject({ machines: ["EDR", "anvil", "@ethereumjs/vm"], transactions: 150, difference: null });
  expect(found.succeeded).toBeGreaterThan(75);
}, 600_000);

test("a count that is none is refused", () => {
  const { stderr, status } = spawnSync(process.execPath, ["scripts/evm.ts", "many"], { cwd: root, encoding: "utf8" });
  expect(status).toBe(1);
  expect(stderr).toContain("“many” is no number of transactions");
});
