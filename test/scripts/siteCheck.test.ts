import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contractNames } from "@colophon/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Anvil, rpcCall, startAnvil } from "../../scripts/local/chain.ts";
import { headersOf } from "../../scripts/site/webServers.ts";

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

const addressOf = (i: number) => `0x${(i + 1).toString(16).repeat(40)}`;
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

/** A site that answers as it is told, with the headers of the policy or without. */
async function serve(answer: (path: string) => { status?: number; headers?: Record<string, string> }) {
  const server = createServer((request, response) => {
    const { status = 200, headers = {} } = answer(request.url ?? "/");
    response.writeHead(status, { "Content-Type": "text/html", ...headers }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop: () => server.close() };
}

test("a site is served with the headers that protect it, and pages are answered with pages", async () => {
  const needed = headersOf({ connect: [new URL(chain.rpcUrl).origin] });
  const asIs = (headers: Record<string, string>) => (path: string) => ({
    ...(path.includes("no-such-file") && { status: 404 }),
    headers,
  });
  const sites: [ReturnType<typeof asIs>, number, RegExp][] = [
    [asIs(needed), 0, /in order/],
    [asIs({}), 1, /sends no Content-Security-Policy\. npm run site:files/],
    [
      asIs({ ...needed, "Content-Security-Policy": headersOf({ connect: [] })["Content-Security-Policy"] ?? "" }),
      1,
      /lets no page ask http:\/\/127/,
    ],
    [asIs({ ...needed, "Content-Security-Policy": "script-src 'self' 'unsafe-inline'" }), 1, /scripts of strangers/],
    [asIs({ ...needed, "X-Frame-Options": "SAMEORIGIN" }), 1, /X-Frame-Options: SAMEORIGIN, and not DENY/],
    [() => ({ headers: needed }), 1, /is answered with 200, and must be 404/],
    [
      (path) => ({ status: path === "/" || path === "/config.json" ? 200 : 404, headers: needed }),
      1,
      /links to pages lead nowhere/,
    ],
    [
      (path) => ({ status: path === "/config.json" || path.includes("no-such") ? 404 : 200, headers: needed }),
      1,
      /no config\.json/,
    ],
  ];
  for (const [answer, code, said] of sites) {
    const site = await serve(answer);
    expect(await check(settings(), "--site", site.url)).toMatchObject({ code, said: expect.stringMatching(said) });
    site.stop();
  }
  expect(await check(settings(), "--site", "http://127.0.0.1:9")).toMatchObject({
    code: 2,
    said: expect.stringMatching(/does not answer/),
  });
}, 120_000);
