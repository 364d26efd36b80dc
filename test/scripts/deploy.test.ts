import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contractNames, type Deployment, parseDeployment } from "@colophon/sdk";
import { contractAddresses } from "@colophon/sdk/deployments";
import { AbiCoder, encryptKeystoreJson, parseEther, toBeHex } from "ethers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findUncommitted } from "../../scripts/deployment/committed.ts";
import { presetOf, presets } from "../../scripts/deployment/networks.ts";
import { type Anvil, rpcCall, startAnvil } from "../../scripts/local/chain.ts";
import { startFaultyNode } from "../indexer/support/standIns.ts";

const root = join(import.meta.dirname, "../..");
/** Account 1 of anvil, which everybody knows. */
const key = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
const payer = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const { works } = contractAddresses;
const deployer = "0x4e59b44847b379578588920cA78FbF26c0B4956C";

let folder: string;
const running: { stop(): unknown }[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "colophon-deploy-"));
});

afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A chain that nobody used before: it has not even the CREATE2 deployer. */
async function emptyChain(chainId: number, ...options: string[]): Promise<Anvil> {
  const chain = await startAnvil({ chainId, options: ["--disable-default-create2-deployer", ...options] });
  running.push(chain);
  return chain;
}

type Ran = { code: number | null; out: string; err: string };

function start(
  args: readonly string[],
  env: Record<string, string> = {},
): { child: ChildProcess; ended: Promise<Ran> } {
  const child = spawn(process.execPath, [join(root, "scripts/deploy.ts"), "--deployments", folder, ...args], {
    cwd: root,
    env: { ...process.env, COLOPHON_RPC_URL: "", COLOPHON_DEPLOYER_KEY: key, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk) => (said.out += chunk));
  child.stderr.on("data", (chunk) => (said.err += chunk));
  const ended = new Promise<Ran>((resolve) => child.on("close", (code) => resolve({ code, ...said })));
  return { child, ended };
}

/** Deploys as a person would who answers yes; the tests themselves may stand on files that are not committed. */
const deploy = (args: readonly string[], env?: Record<string, string>) =>
  start([...args, "--yes", "--uncommitted"], env).ended;

const record = async (chainId: number): Promise<Deployment> =>
  parseDeployment(await readFile(join(folder, `${chainId}.json`), "utf8"));

const nonceOf = (chain: Anvil) => rpcCall<string>(chain.rpcUrl, "eth_getTransactionCount", [payer, "latest"]);
const setBalance = (chain: Anvil, account: string, ether: string) =>
  rpcCall(chain.rpcUrl, "anvil_setBalance", [account, toBeHex(parseEther(ether))]);
const setCode = (chain: Anvil, address: string, code: string) =>
  rpcCall(chain.rpcUrl, "anvil_setCode", [address, code]);

/** The code of a contract that answers everything with these words. */
function answering(...values: bigint[]): string {
  const words = AbiCoder.defaultAbiCoder()
    .encode(
      values.map(() => "uint256"),
      values,
    )
    .slice(2);
  const size = words.length / 2;
  // Copies what follows these twelve bytes, and returns it.
  return `0x61${toBeHex(size, 2).slice(2)}600c5f3961${toBeHex(size, 2).slice(2)}5ff3${words}`;
}

describe("before anything is sent", () => {
  test("a chain with rules before Cancun is refused, since nothing could be sold there", async () => {
    const chain = await emptyChain(7778, "--hardfork", "shanghai");
    const { code, err } = await deploy(["--rpc", chain.rpcUrl]);
    expect(code).toBe(1);
    expect(err).toMatch(/Cancun.*nothing could be offered or sold/s);
    expect(err).not.toMatch(/\n\s+at /);
    expect(await nonceOf(chain)).toBe("0x0");
  });

  test("an account with too little is told what it costs and what it lacks", async () => {
    const chain = await emptyChain(7779);
    await setBalance(chain, payer, "0.01");
    const { code, out, err } = await deploy(["--rpc", chain.rpcUrl]);
    expect(code).toBe(1);
    expect(out).toMatch(/\d+ gas on chain 7779, the CREATE2 deployer that this chain lacks included, at [\d.]+ gwei/);
    expect(err).toMatch(/has 0\.01 ETH\..*Send it 0\.\d+ ETH more, then run this again\. Nothing was sent\./);
    expect(await nonceOf(chain)).toBe("0x0");
  });

  test("a node of another chain than the named one is refused", async () => {
    const chain = await emptyChain(84532);
    const { code, err } = await deploy(["--network", "sepolia", "--rpc", chain.rpcUrl]);
    expect(code).toBe(1);
    expect(err).toMatch(/The node is of Base Sepolia \(chain 84532\), and --network sepolia is Sepolia/);
    expect(await nonceOf(chain)).toBe("0x0");
  });

  test("a chain whose blocks are too small, and one whose gas is too dear for the CREATE2 deployer", async () => {
    const small = await emptyChain(7780, "--gas-limit", "3000000");
    expect((await deploy(["--rpc", small.rpcUrl])).err).toMatch(
      /takes \d+ gas, and a block of this chain holds 3000000/,
    );
    const dear = await emptyChain(7781, "--block-base-fee-per-gas", "200000000000");
    expect((await deploy(["--rpc", dear.rpcUrl])).err).toMatch(/no CREATE2 deployer, and gas costs [\d.]+ gwei/);
  });

  test("other code at the address of the CREATE2 deployer, or of a contract", async () => {
    const chain = await emptyChain(7782);
    await setCode(chain, works, "0x6001");
    expect((await deploy(["--rpc", chain.rpcUrl])).err).toContain(`The code at ${works} is not that of works`);
    await setCode(chain, works, "0x");
    await setCode(chain, deployer, "0x6001");
    expect((await deploy(["--rpc", chain.rpcUrl])).err).toMatch(/is not the CREATE2 deployer/);
    expect(await nonceOf(chain)).toBe("0x0");
  });

  test("the data fee of an OP chain is part of the price, and the operator's too", async () => {
    const chain = await emptyChain(8453);
    const priceOf = async () => {
      const { code, out } = await start(["--estimate", "--network", "base", "--rpc", chain.rpcUrl]).ended;
      expect(code, out).toBe(0);
      return Number(/about ([\d.]+) ETH/.exec(out)?.[1]);
    };
    const without = await priceOf();
    // Both questions get one answer: 0.001 for each transaction, twice, and the margin.
    await setCode(chain, "0x420000000000000000000000000000000000000F", answering(parseEther("0.001")));
    expect((await priceOf()) - without).toBeCloseTo(0.001 * contractNames.length * 2 * 1.05, 3);
    expect(await nonceOf(chain)).toBe("0x0");
  });

  test("the data of an Arbitrum chain is paid for as gas", async () => {
    const chain = await emptyChain(42161);
    const gasOf = async () => {
      const { out } = await start(["--estimate", "--network", "arbitrum", "--rpc", chain.rpcUrl]).ended;
      return Number(/(\d+) gas on Arbitrum One/.exec(out)?.[1]);
    };
    const without = await gasOf();
    await setCode(chain, "0x0000000000000000000000000000000000000064", "0xfe");
    await setCode(chain, "0x00000000000000000000000000000000000000C8", answering(1_000_000n, 1n, 1n));
    expect((await gasOf()) - without).toBe(contractNames.length * 1_000_000 * 1.05);
  });

  test("nobody is asked where nobody can answer, and bad words are named", async () => {
    const chain = await emptyChain(7783);
    const ran = async (...args: string[]) => (await start([...args, "--uncommitted"]).ended).err;
    expect(await ran("--rpc", chain.rpcUrl)).toMatch(/add --yes\. Nothing was sent/);
    expect(await ran("--network", "nowhere")).toMatch(
      /“nowhere” is no network that is known here: ethereum, sepolia, base/,
    );
    expect(await ran("--rpc", "nowhere")).toMatch(/--rpc nowhere is not the address of a node/);
    expect(await ran("--rpc", "http://127.0.0.1:9")).toMatch(/^The node does not answer/);
    expect(await ran()).toMatch(/Name the chain's node/);
    expect(await nonceOf(chain)).toBe("0x0");
  });
});

test("a checkout with changes is refused, and records of deployments are none", async () => {
  const git = (...words: string[]) =>
    execFileSync("git", ["-C", folder, "-c", "user.name=t", "-c", "user.email=t@t", ...words]);
  expect(await findUncommitted(folder)).toEqual([]);
  git("init", "-q");
  await writeFile(join(folder, "a.sol"), "1");
  git("add", ".");
  git("commit", "-qm", "one");
  expect(await findUncommitted(folder)).toEqual([]);
  await writeFile(join(folder, "a.sol"), "2");
  await writeFile(join(folder, "b.sol"), "1");
  expect(await findUncommitted(folder)).toEqual(["a.sol", "b.sol"]);
});

test("every preset has a name, a word that finds it and a node", () => {
  expect(presets.map(({ id }) => id)).toEqual([1, 11155111, 8453, 84532, 10, 11155420, 42161, 421614, 137, 80002]);
  for (const preset of presets) {
    expect(presetOf(preset.word.toUpperCase())).toBe(preset);
    expect(preset.publicRpc).toMatch(/^https:/);
  }
});

test("a deployment that is killed at every transaction goes on at each, and ends as a rehearsal does", async () => {
  const chain = await emptyChain(59_144, "--hardfork", "cancun");
  const node = await startFaultyNode(chain.rpcUrl);
  running.push(node);
  let killed = 0;
  for (let child: ChildProcess | undefined; ; killed++) {
    // The worst moment: the node has taken the transaction, and nobody hears of it.
    node.fault = {
      lie: ({ method }, result) => {
        if (method === "eth_sendRawTransaction") child?.kill("SIGKILL");
        return result;
      },
    };
    const begun = start(["--rpc", node.url, "--yes", "--uncommitted"]);
    child = begun.child;
    const { code, out, err } = await begun.ended;
    if (code !== null) {
      expect(err).toBe("");
      expect(code).toBe(0);
      expect(out).toMatch(/Every contract is, to the byte, what a rehearsal made of it/);
      break;
    }
    expect(killed).toBeLessThan(12);
  }
  // The deployer's money, the deployer, and the contracts, each sent once.
  expect(killed).toBe(contractNames.length + 2);
  expect(BigInt(await nonceOf(chain))).toBe(BigInt(contractNames.length + 1));
  const { contracts, chainId } = await record(59_144);
  expect(chainId).toBe(59_144);
  const blocks = contractNames.map((name) => contracts[name].block);
  expect(blocks).toEqual(blocks.toSorted((a, b) => a - b));
  expect(new Set(blocks).size).toBe(contractNames.length);
}, 1_800_000);

test("a key file pays with its password, and a wallet that signs by itself pays too", async () => {
  const chain = await emptyChain(10, "--network", "optimism");
  const file = join(folder, "key.json");
  await writeFile(file, await encryptKeystoreJson({ address: payer, privateKey: key }, "horse", { scrypt: { N: 2 } }));
  await writeFile(join(folder, "password"), "donkey\n");
  const words = ["--network", "optimism", "--rpc", chain.rpcUrl, "--keystore", file];
  const withPassword = [...words, "--password-file", join(folder, "password")];
  const none = { COLOPHON_DEPLOYER_KEY: "" };
  expect((await deploy(withPassword, none)).err).toMatch(/The password does not open/);
  expect((await deploy(words, none)).err).toMatch(/can't be asked for here: add --password-file/);
  await writeFile(join(folder, "password"), "horse\n");
  const paid = await deploy(withPassword, none);
  expect(paid, paid.err).toMatchObject({ code: 0 });
  expect(paid.out).toContain(payer);

  // anvil signs for its own accounts, as Frame does for a device.
  const other = await emptyChain(11155420);
  const signed = await deploy(["--signer", other.rpcUrl], none);
  expect(signed, signed.err).toMatchObject({ code: 0 });
  const addresses = async (chainId: number) => Object.values((await record(chainId)).contracts).map((it) => it.address);
  expect(await addresses(11155420)).toEqual(await addresses(10));
});

test("a contract that does not know the others by the right addresses is found afterwards", async () => {
  const chain = await emptyChain(7784);
  expect(await deploy(["--rpc", chain.rpcUrl])).toMatchObject({ code: 0 });
  const { contracts } = await record(7784);
  const { licences, royalties } = contracts;
  const code = await rpcCall<string>(chain.rpcUrl, "eth_getCode", [works, "latest"]);
  const stranger = "ab".repeat(20);
  const changed = code.replaceAll(licences.address.slice(2).toLowerCase(), stranger);
  expect(changed).not.toBe(code);
  expect(royalties.address).not.toContain(stranger);
  await setCode(chain, works, changed);
  const again = await deploy(["--rpc", chain.rpcUrl]);
  expect(again.code).toBe(1);
  expect(again.err).toContain(`works at ${works} does not know the other contracts by the right addresses`);
});

/** What the services that show sources answer, as their documentation has it, for one that compiles at the second look. */
async function startSourceService() {
  const given: { path: string; body: string }[] = [];
  const asked = new Map<string, number>();
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const path = request.url ?? "";
    const answer = (status: number, value: unknown) =>
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(value));
    if (request.method === "POST") given.push({ path, body });
    const count = (asked.get(path) ?? 0) + 1;
    asked.set(path, count);
    const id = String(given.length);
    if (path.startsWith("/v2/contract/")) answer(404, { match: null });
    else if (path.startsWith("/v2/verify/7785/")) answer(202, { verificationId: id });
    else if (path.startsWith("/v2/verify/"))
      answer(200, count < 2 ? { isJobCompleted: false } : { isJobCompleted: true, contract: { match: "match" } });
    else if (request.method === "POST") answer(200, { status: "1", message: "OK", result: id });
    else if (count < 2) answer(200, { status: "0", message: "NOTOK", result: "Pending in queue" });
    else answer(200, { status: "1", message: "OK", result: "Pass - Verified" });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const service = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    given,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
  running.push(service);
  return service;
}

test("the sources go to Sourcify and to Etherscan as the compiler's own input", async () => {
  const chain = await emptyChain(7785);
  const service = await startSourceService();
  const words = ["--rpc", chain.rpcUrl, "--verify-url", service.url];
  expect(await deploy(words)).toMatchObject({ code: 0 });
  const { contracts } = await record(7785);

  const sourcify = await deploy([...words, "--verify", "sourcify"]);
  expect(sourcify, sourcify.err).toMatchObject({ code: 0 });
  expect(sourcify.out).toMatch(/royalties: its sources are shown/);
  const jobs = service.given.splice(0);
  expect(jobs.map(({ path }) => path)).toEqual(
    contractNames.map((name) => `/v2/verify/7785/${contracts[name].address}`),
  );
  const job = JSON.parse(jobs[2]?.body ?? "");
  expect(job).toMatchObject({ contractIdentifier: "contracts/Works.sol:Works" });
  expect(job.compilerVersion).toMatch(/^0\.8\.37\+commit\.[0-9a-f]{8}$/);
  const onDisk = await readFile(join(root, "contracts/Works.sol"), "utf8");
  expect(job.stdJsonInput.sources["contracts/Works.sol"].content).toBe(onDisk);

  expect((await deploy([...words, "--verify", "etherscan"])).err).toMatch(/set ETHERSCAN_API_KEY/);
  const etherscan = await deploy([...words, "--verify", "etherscan"], { ETHERSCAN_API_KEY: "k" });
  expect(etherscan, etherscan.err).toMatchObject({ code: 0 });
  const forms = service.given.map(({ body }) => new URLSearchParams(body));
  expect(forms.map((form) => form.get("contractaddress"))).toEqual(
    contractNames.map((name) => contracts[name].address),
  );
  expect(service.given.every(({ path }) => path === "/?chainid=7785")).toBe(true);
  // The hashes of the six contracts that Colophon is made for, its address for Assignments, and nothing for the others.
  expect(forms.map((form) => form.get("constructorArguements")?.length)).toEqual(
    contractNames.map((name) => (name === "colophon" ? 6 * 64 : name === "assignments" ? 64 : 0)),
  );
  expect(forms[1]?.get("constructorArguements")?.slice(0, 64)).toBe(contracts.works.initCodeHash.slice(2));
}, 600_000);
