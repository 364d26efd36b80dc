import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { contractNames } from "@colophon/sdk";
import { chromium } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrowser } from "../../scripts/browser.ts";
import { runTool } from "../../scripts/local/buildProject.ts";

const root = join(import.meta.dirname, "../..");
const types: Record<string, string> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".html": "text/html",
  ".svg": "image/svg+xml",
};

let folder: string;
let origin: string;
let server: ReturnType<typeof createServer>;
const asked: string[] = [];

const contract = { address: `0x${"11".repeat(20)}`, block: 1, initCodeHash: `0x${"22".repeat(32)}` };
const deployment = { chainId: 1, contracts: Object.fromEntries(contractNames.map((name) => [name, contract])) };
const currency = { name: "Ether", symbol: "ETH", decimals: 18 };
const config = {
  chains: [{ id: 1, name: "Ethereum", rpc: "/colophon/rpc", currency, deployment, tokens: [] }],
  store: { gateways: [], api: null, pinning: null },
};

/** As any web server would: files of one path, its index.html for pages of it, and nothing else of the origin. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-site-"));
  process.env.COLOPHON_BASE = "/colophon/";
  try {
    const vite = join(root, "node_modules/vite/bin/vite.js");
    await runTool([vite, "build", "--outDir", folder, "--emptyOutDir"], { cwd: join(root, "frontend") });
  } finally {
    delete process.env.COLOPHON_BASE;
  }
  server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://site").pathname;
    asked.push(path);
    if (!path.startsWith("/colophon/")) return response.writeHead(404).end();
    if (path === "/colophon/config.json") return response.end(JSON.stringify(config));
    const name = path.slice("/colophon/".length);
    const file = extname(name) ? await readFile(join(folder, name)).catch(() => undefined) : undefined;
    if (!file && extname(name)) return response.writeHead(404).end();
    response.setHeader("Content-Type", types[extname(name)] ?? "text/html");
    return response.end(file ?? (await readFile(join(folder, "index.html"))));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 600_000);

afterAll(async () => {
  server?.close();
  if (folder) await rm(folder, { recursive: true });
});

test("a site under a sub-path opens, also at a page of its own, and asks for nothing outside of it", async () => {
  const browser = await chromium.launch({
    executablePath: findBrowser({ say: console.error }),
    args: ["--no-sandbox"],
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(120_000);
    await page.goto(`${origin}/colophon/`);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Verify" }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/colophon/verify");
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Check a file, a proof or a number" }).waitFor();
    await page.getByRole("link", { name: "Colophon, home" }).click();
    await page.waitForURL(`${origin}/colophon/`);
    // What opens it without a network answers for its own path alone.
    await page.goto(`${origin}/colophon/browsers`);
    await page.getByText("This device keeps the site: it opens without a network.").waitFor();
    const scope = () => navigator.serviceWorker.getRegistration().then((found) => found?.scope);
    expect(await page.evaluate(scope)).toBe(`${origin}/colophon/`);
    await page.context().setOffline(true);
    await page.goto(`${origin}/colophon/verify`);
    await page.getByRole("heading", { level: 1, name: "Check a file, a proof or a number" }).waitFor();
    await page.getByText("You are offline, or this site does not answer").waitFor();
  } finally {
    await browser.close();
  }
  expect(asked.filter((path) => !path.startsWith("/colophon/"))).toEqual([]);
});
