import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { JsonRpcProvider } from "ethers";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { demoAccount, keepChain, startAnvil } from "../../scripts/local/chain.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-chain-"));
});

afterEach(() => rm(folder, { recursive: true }));

/** Creation code of a contract that logs nothing more than that it was called. */
const logger = "0x600a600c600039600a6000f3602a60005260206000a000";

function connect(rpcUrl: string) {
  return new JsonRpcProvider(rpcUrl, 31337, { staticNetwork: true, cacheTimeout: -1, pollingInterval: 20 });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function untilDead(pid: number) {
  while (isAlive(pid)) await sleep(50);
  expect(isAlive(pid)).toBe(false);
}

test("keeps blocks, receipts and logs when everything is killed without warning", async () => {
  const state = join(folder, "chain.json");
  const first = await startAnvil();
  const keeper = await keepChain(first.rpcUrl, state);
  const before = connect(first.rpcUrl);
  const person = demoAccount(0, before);
  const made = await (await person.sendTransaction({ data: logger })).wait();
  const called = await (await person.sendTransaction({ to: made?.contractAddress })).wait();
  for (let i = 0; i < 3; i++) await (await person.sendTransaction({ to: person.address })).wait();
  const old = await before.getBlock(called?.blockNumber ?? 0);
  const last = await before.getBlock("latest");
  const [lastTransaction] = last?.transactions ?? [];
  await vi.waitFor(async () => expect(await readFile(state, "utf8")).toContain(lastTransaction), { timeout: 250_000 });
  process.kill(first.pid, "SIGKILL");
  before.destroy();
  await keeper.stop().catch(() => {});
  expect(await readdir(folder)).toEqual(["chain.json"]);

  const second = await startAnvil({ state });
  const after = connect(second.rpcUrl);
  expect(await after.getBlockNumber()).toBe(last?.number);
  expect((await after.getBlock("latest"))?.hash).toBe(last?.hash);
  expect(await after.getBlock(old?.hash ?? "")).toMatchObject({ number: old?.number, timestamp: old?.timestamp });
  const [log, ...more] = await after.getLogs({ address: made?.contractAddress ?? "", fromBlock: 0 });
  expect(more).toEqual([]);
  expect(log).toMatchObject({ blockNumber: called?.blockNumber, blockHash: old?.hash, transactionHash: called?.hash });
  const receipt = await after.getTransactionReceipt(called?.hash ?? "");
  expect(receipt).toMatchObject({ status: 1, blockHash: old?.hash, gasUsed: called?.gasUsed });
  expect(receipt?.logs).toHaveLength(1);
  expect((await after.getTransaction(called?.hash ?? ""))?.blockNumber).toBe(called?.blockNumber);

  const next = await (await demoAccount(0, after).sendTransaction({ to: made?.contractAddress })).wait();
  expect(next?.blockNumber).toBe((last?.number ?? 0) + 1);
  expect(await after.getLogs({ address: made?.contractAddress ?? "", fromBlock: 0 })).toHaveLength(2);
  after.destroy();
  await second.stop();
  expect(isAlive(second.pid)).toBe(false);
});

test("says what is wrong with a saved chain that cannot be read", async () => {
  await expect(startAnvil({ state: import.meta.filename })).rejects.toThrow(/parse json/);
});

test("ends with the process that started it, however that ends", async () => {
  const module = join(import.meta.dirname, "../../scripts/local/chain.ts");
  const code = `const { startAnvil } = await import(${JSON.stringify(module)}); console.log((await startAnvil()).pid); setInterval(() => {}, 1000);`;
  for (const signal of ["SIGKILL", "SIGTERM"] as const) {
    const parent = spawn(process.execPath, ["--input-type=module", "--eval", code], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(parent.stdout, "data")) as [Buffer];
    const pid = Number(line.toString());
    expect(isAlive(pid)).toBe(true);
    parent.kill(signal);
    await untilDead(pid);
  }
});

test("tells when the chain ends by itself", async () => {
  const anvil = await startAnvil();
  process.kill(anvil.pid, "SIGKILL");
  expect(await anvil.ended).toContain("Listening");
  await anvil.stop();
});
