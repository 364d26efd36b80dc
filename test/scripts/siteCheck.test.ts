import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contractNames } from "@colophon/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Anvil, rpcCall, startAnvil } from "../../scripts/local/chain.ts";

let folder: string;
let chain: Anvil;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-settings-"));
  chain = await startAnvil({ chainId: 84532 });
});

afterAll(async () => {
  await chain?.stop();
  if (folder) await rm(folder, { recursive: true });
});

const addressOf = (i: number) => `0x${String(i + 1).repeat(40)}`;
const contracts = Object.fromEntries(
  contractNames.map((name, i) => [name, { address: addressOf(i), block: 1, initCodeHash: `0x${"22".repeat(32)}` }]),
);
const currency = { name: "Ether", symbol: "ETH", decimals: 18 };
const settings = (change: object = {}, store: object = {}) => ({
  chains: [
    {
      ...{ id: 84532, name: "Base Sepolia", rpc: chain.rpcUrl, currency, tokens: [] },
      ...{ deployment: { chainId: 84532, contracts }, ...change },
    },
  ],
  store: { gateways: [], api: null, pinning: null, ...store },
});

async function check(content: unknown, ...options: string[]) {
  const file = join(folder, "config.json");
  await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
  return new Promise<{ code: number; said: string }>((resolve) => {
    const words = [join(import.meta.dirname, "../../scripts/site-check.ts"), file, ...options];
    execFile(process.execPath, words, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), said: out + err }),
    );
  });
}

test("settings are in order once their node has the contracts", async () => {
  const missing = await check(settings());
  expect(missing.code).toBe(1);
  expect(missing.said).toContain(`there is nothing at ${addressOf(2)} (works)`);
  for (const i of contractNames.keys()) await rpcCall(chain.rpcUrl, "anvil_setCode", [addressOf(i), "0x01"]);
  expect(await check(settings())).toEqual({ code: 0, said: "These settings are in order.\n" });
});

test("what is wrong is named by its place", async () => {
  const pinned = { pinning: { url: "https://pins.example", token: "secret" } };
  expect(await check(settings({}, pinned), "--offline")).toMatchObject({
    code: 1,
    said: expect.stringMatching(/every visitor would get/),
  });
  const endpoint = await check(settings({}, { pinning: { endpoint: "https://pins.example" } }), "--offline");
  expect(endpoint).toMatchObject({ code: 1, said: expect.stringMatching(/store\.pinning\.url/) });
  const other = settings({ id: 1, deployment: { chainId: 1, contracts } });
  expect(await check(other)).toMatchObject({
    code: 1,
    said: expect.stringMatching(/is of chain 84532, and not of 1\./),
  });
  expect(await check("{")).toMatchObject({ code: 1, said: expect.stringMatching(/is no JSON/) });
});

test("what can't be known is not called right", async () => {
  expect(await check(settings({ rpc: "/rpc" }))).toMatchObject({ code: 2, said: expect.stringMatching(/add --site/) });
  expect(await check(settings({ rpc: "http://127.0.0.1:9" }))).toMatchObject({
    code: 2,
    said: expect.stringMatching(/does not answer/),
  });
});
