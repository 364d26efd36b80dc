import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createContentStore, type Deployment, parseDeployment, parseMetadata } from "@colophon/sdk";
import { readWorks } from "@colophon/sdk/read";
import { JsonRpcProvider } from "ethers";
import { createPublicClient, http, type PublicClient } from "viem";
import { anvil as localChain } from "viem/chains";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deployContracts } from "../../scripts/deployment/deployContracts.ts";
import { createBlockStore } from "../../scripts/local/blockStore.ts";
import { type Anvil, demoAccount, deployerIndex, startAnvil } from "../../scripts/local/chain.ts";
import { type LocalServer, startServer } from "../../scripts/local/server.ts";
import { hostileMetadata, registerHostileWorks } from "../support/hostileWorks.ts";

let folder: string;
let anvil: Anvil;
let server: LocalServer;
let deployment: Deployment;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-hostile-"));
  anvil = await startAnvil();
  const provider = new JsonRpcProvider(anvil.rpcUrl, 31337, {
    staticNetwork: true,
    cacheTimeout: -1,
    pollingInterval: 20,
  });
  const signer = demoAccount(deployerIndex, provider);
  deployment = parseDeployment(await deployContracts({ signer, file: join(folder, "31337.json") }));
  provider.destroy();
  server = await startServer({ port: 0, instance: "hostile" });
  const store = createBlockStore(join(folder, "blocks"));
  server.serve({ files: new Map(), config: {}, rpcUrl: anvil.rpcUrl, store });
}, 120_000);

afterAll(async () => {
  await server?.close();
  await anvil?.stop();
  await rm(folder, { recursive: true, force: true });
});

test.each(hostileMetadata)("$name", ({ bytes, outcome, neverShown = [] }) => {
  if (outcome === "refused") {
    expect(() => parseMetadata(bytes)).toThrow();
    return;
  }
  const metadata = parseMetadata(bytes);
  for (const text of neverShown) expect(JSON.stringify(Object.values(metadata))).not.toContain(text);
  expect(Object.getPrototypeOf(metadata)).toBe(Object.prototype);
  expect(metadata).not.toHaveProperty("stolen");
  expect(metadata.image ?? "ipfs://").toMatch(/^ipfs:\/\//);
});

test("W05 one hostile description never hides another work from the list", async () => {
  const client: PublicClient = createPublicClient({ chain: localChain, transport: http(anvil.rpcUrl) });
  const origin = server.url.slice(0, -1);
  const store = createContentStore({ gateways: [origin], api: origin });
  const works = await registerHostileWorks({ rpcUrl: anvil.rpcUrl, deployment, store });
  const list = await readWorks({ client, deployment, store }, { limit: 100 });
  if (list.status !== "found") throw new Error(list.status);
  expect(list.value.works).toHaveLength(hostileMetadata.length);
  for (const { id, name, outcome } of works) {
    const listed = list.value.works.find((work) => work.id === id);
    const expected = outcome === "shown" ? ["found"] : ["invalid", "unknown"];
    expect(expected, name).toContain(listed?.metadata.status);
  }
});
