import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import {
  type Abi,
  createTestClient,
  getAddress,
  type Hex,
  http,
  keccak256,
  publicActions,
  sha256,
  stringToHex,
  walletActions,
} from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import type { Call } from "../calls/call.ts";
import { registerCall } from "../calls/works.ts";
import { cidOf } from "../core/cid.ts";
import { type ContractName, contractNames, type Deployment, planDeployment } from "../core/deployment.ts";
import { explainError } from "../core/explainError.ts";
import { workIdOf } from "../model/ids.ts";
import type { Finding, ReadContext } from "../read/finding.ts";

type Account = ReturnType<typeof testAccount>;

/** A chain with the contracts and the play money, and short ways to act and to look. */
export async function createWorld() {
  const chain = await startAnvil();
  const { client } = chain;
  const deployment = await deployContracts(chain);
  const context: ReadContext = { client: client as unknown as ReadContext["client"], deployment };
  const { abi, bytecode } = await readArtifact("test/mocks/DemoToken.sol/DemoToken.json");
  const hash = await client.deployContract({ account: testAccount(9), abi, bytecode });
  const token = getAddress((await client.waitForTransactionReceipt({ hash })).contractAddress as Hex);

  const send = async (account: Account, call: Call) => {
    const { request } = await client.simulateContract({ ...call, account } as never);
    const receipt = await client.waitForTransactionReceipt({ hash: await client.writeContract(request as never) });
    if (receipt.status !== "success") throw new Error(`${call.functionName} failed.`);
    return receipt;
  };
  return {
    ...chain,
    deployment,
    context,
    token,
    send,
    async mint(to: Account, amount: bigint) {
      await send(testAccount(9), { address: token, abi, functionName: "mint", args: [to.address, amount] });
    },
    /** Registers a work that needs no files. */
    async register(account: Account, name: string, sources: readonly bigint[] = []) {
      const contentRoot = keccak256(stringToHex(name));
      const parts = { contentRoot, salt: contentRoot, metadataDigest: contentRoot, category: "literary" } as const;
      await send(account, registerCall(deployment, { registration: { ...parts, sources } }));
      return { id: workIdOf({ claimant: account.address, contentRoot }), contentRoot };
    },
    /** What a person would be told instead of sending the call. */
    async explained(account: Account, call: Call) {
      try {
        await client.simulateContract({ ...call, account } as never);
      } catch (error) {
        return explainError(error);
      }
      throw new Error("The call should have failed.");
    },
    now: async () => Number((await client.getBlock()).timestamp),
    async wait(seconds: number) {
      await client.increaseTime({ seconds });
      await client.mine({ blocks: 1 });
    },
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;

/** The value of a finding that must be there. */
export function found<Value>(finding: Finding<Value>): Value {
  if (finding.status === "unknown") throw finding.cause;
  if (finding.status !== "found") throw new Error("not found");
  return finding.value;
}

export async function readArtifact(path: string): Promise<{ abi: Abi; bytecode: Hex }> {
  const file = new URL(`../../../artifacts/${path}`, import.meta.url);
  return JSON.parse(await readFile(file, "utf8")) as { abi: Abi; bytecode: Hex };
}

const codeOf = async (contract: string) => (await readArtifact(`contracts/${contract}.sol/${contract}.json`)).bytecode;

/** Deploys the contracts as everywhere. */
export async function deployContracts({ client }: TestChain): Promise<Deployment> {
  const account = testAccount(9);
  const codes = await Promise.all(
    contractNames.map(async (name) => [name, await codeOf(`${name.charAt(0).toUpperCase()}${name.slice(1)}`)] as const),
  );
  const plan = planDeployment(Object.fromEntries(codes) as Record<ContractName, Hex>);
  const block = Number(await client.getBlockNumber());
  for (const { to, data } of plan) {
    await client.waitForTransactionReceipt({ hash: await client.sendTransaction({ account, to, data }) });
  }
  const contracts = plan.map(({ name, address, initCodeHash }) => [name, { address, block, initCodeHash }]);
  return { chainId: 31337, contracts: Object.fromEntries(contracts) as Deployment["contracts"] };
}

export type TestChain = Awaited<ReturnType<typeof startAnvil>>;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** One of anvil's well-known accounts. */
export function testAccount(index: number) {
  return mnemonicToAccount("test test test test test test test test test test test junk", { addressIndex: index });
}

/** An empty chain of its own for a test file, with more of anvil's options if a test needs them. */
export async function startAnvil(options: readonly string[] = []) {
  const port = await freePort();
  const binary = createRequire(import.meta.url).resolve(
    `@foundry-rs/anvil-${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}/bin/anvil`,
  );
  const node = spawn(binary, ["--port", String(port), "--host", "127.0.0.1", "--silent", ...options], {
    stdio: "ignore",
  });
  const url = `http://127.0.0.1:${port}`;
  const client = createTestClient({
    chain: foundry,
    mode: "anvil",
    transport: http(url, { retryCount: 0 }),
    pollingInterval: 20,
    cacheTime: 0,
  })
    .extend(publicActions)
    .extend(walletActions);
  for (let attempt = 0; ; attempt++) {
    try {
      await client.getChainId();
      break;
    } catch (error) {
      if (attempt > 200 || node.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return {
    url,
    client,
    stop: () => {
      node.kill();
    },
  };
}

/** A content store in memory that speaks what ours speaks over HTTP: a trustless gateway and Kubo's block API. */
export function memoryIpfs() {
  const blocks = new Map<string, Uint8Array>();
  const request = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const url = new URL(String(input), "http://store.test");
    if (url.pathname === "/api/v0/block/put" && init?.body instanceof FormData) {
      const bytes = new Uint8Array(await (init.body.get("file") as File).arrayBuffer());
      const cid = cidOf(sha256(bytes));
      blocks.set(cid, bytes);
      return Response.json({ Key: cid, Size: bytes.length });
    }
    const block = blocks.get(url.pathname.replace("/ipfs/", ""));
    return block ? new Response(new Uint8Array(block)) : new Response("not found", { status: 404 });
  };
  return { blocks, fetch: request as typeof fetch };
}
