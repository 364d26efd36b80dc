import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Deployment } from "@colophon/sdk";
import { Contract, JsonRpcProvider } from "ethers";
import { installSafe } from "../../sdk/src/testing/safe.ts";
import { demoDays } from "../demo/seed.ts";
import { deployContracts, deployDemoToken, deployMock, type Token } from "../deployment/deployContracts.ts";
import { type BlockStore, createBlockStore } from "./blockStore.ts";
import { buildContracts, buildProject, frontendFolder } from "./buildProject.ts";
import { type Anvil, demoAccount, deployerIndex, keepChain, rpcCall, startAnvil } from "./chain.ts";
import { newInstance } from "./runLock.ts";
import { type LocalServer, startServer } from "./server.ts";
import { type Indexer, startIndexer } from "./startIndexer.ts";
import { readStaticFiles } from "./staticFiles.ts";

/** What a demo catalogue is loaded into. */
type SeedContext = {
  rpcUrl: string;
  deployment: Deployment;
  token: Token;
  store: BlockStore;
  say: (line: string) => void;
};

type StartStackParameters = {
  server: LocalServer;
  /** Where chain and stored files are kept. */
  data: string;
  /** Where the record of the deployment is kept. */
  deployments: string;
  /** The built dApp. */
  frontend: string;
  /** Where the index is kept: a PostgreSQL server, or the embedded database; "none" starts no indexer. */
  index?: { url: string } | "embedded" | "none";
  /** Whether an index that is kept elsewhere, in PostgreSQL, is built again. */
  reset?: boolean;
  /** Loads a catalogue into a chain that has no works. */
  seed?: (context: SeedContext) => Promise<void>;
  say: (line: string) => void;
};

export type Stack = {
  rpcUrl: string;
  /** Undefined if none was asked for. */
  indexer: Indexer | undefined;
  deployment: Deployment;
  /** Resolves with the reason when the chain ends by itself. */
  ended: Promise<string>;
  /** Saves the chain, and ends everything that was started. */
  stop(): Promise<void>;
};

/** The files of the local stack inside its data folder. */
const stateFile = (data: string) => join(data, "chain.json");

const blocksFolder = (data: string) => join(data, "blocks");

const indexFolder = (data: string) => join(data, "index");

const deploymentFile = (deployments: string) => join(deployments, "31337.json");

/** Forgets the chain, the stored files, the demo's files and the record of the deployment. */
export async function resetStack(data: string, deployments: string): Promise<void> {
  const chain = [stateFile(data), `${stateFile(data)}.new`, deploymentFile(deployments)];
  const gone = [...chain, blocksFolder(data), indexFolder(data), join(data, "demo")];
  await Promise.all(gone.map((path) => rm(path, { recursive: true, force: true })));
}

/** Starts the local chain, deploys what it lacks, loads the demo catalogue into it once, and serves the dApp. */
export async function startStack(parameters: StartStackParameters): Promise<Stack> {
  const { server, data, frontend, say } = parameters;
  await mkdir(data, { recursive: true });
  const files = await readStaticFiles(frontend);
  const store = createBlockStore(blocksFolder(data));
  const anvil = await startSavedChain(stateFile(data), parameters.seed ? daysAgo(demoDays) : undefined);
  try {
    const { deployment, token, account } = await prepareChain(anvil.rpcUrl, store, parameters);
    // Saved from here on only: a chain with half a catalogue is never kept.
    const keeper = await keepChain(anvil.rpcUrl, stateFile(data));
    // It takes its time; the dApp does not wait for it.
    const indexer = startLocalIndexer(anvil.rpcUrl, parameters);
    const config = configOf({ deployment, token, account, indexed: indexer !== undefined });
    server.serve({ files, config, rpcUrl: anvil.rpcUrl, store, indexUrl: () => indexer?.url() });
    return {
      rpcUrl: anvil.rpcUrl,
      indexer,
      deployment,
      ended: anvil.ended,
      async stop() {
        await server.close();
        await indexer?.stop();
        await keeper
          .stop()
          .catch((error: Error) => say(`The last moment of the chain was not saved: ${error.message}`));
        await anvil.stop();
      },
    };
  } catch (error) {
    await anvil.stop();
    throw error;
  }
}

/** In seconds since 1970. */
function daysAgo(days: number): number {
  return Math.floor(Date.now() / 1000) - days * 24 * 60 * 60;
}

/** A chain that is not kept yet begins when it should; a kept one goes on. */
async function startSavedChain(state: string, begins: number | undefined): Promise<Anvil> {
  if (!existsSync(state)) return startAnvil(begins === undefined ? {} : { begins });
  try {
    const anvil = await startAnvil({ state });
    await hideFirstBlock(anvil.rpcUrl);
    return anvil;
  } catch (cause) {
    throw new Error(`The chain kept in ${state} cannot be read. \`npm start -- --reset\` begins anew.`, { cause });
  }
}

/**
 * A chain that anvil has loaded has another first block than before, which the second does not name as its parent. The
 * indexer looks back 30 blocks at the most, so a few empty ones keep it from ever seeing that.
 */
async function hideFirstBlock(rpcUrl: string): Promise<void> {
  const missing = 40 - Number(await rpcCall<string>(rpcUrl, "eth_blockNumber"));
  if (missing > 0) await rpcCall(rpcUrl, "anvil_mine", [missing, 0]);
}

function startLocalIndexer(rpcUrl: string, { server, data, deployments, index, say, reset }: StartStackParameters) {
  if (index === "none") return undefined;
  return startIndexer({
    deployment: deploymentFile(deployments),
    rpcUrls: [rpcUrl],
    gateways: [new URL(server.url).origin],
    database: typeof index === "object" ? index : { folder: indexFolder(data) },
    reset,
    // A local chain that was not saved to its end never gets back what it lost.
    patience: 0,
    say,
  });
}

async function prepareChain(rpcUrl: string, store: BlockStore, { deployments, seed, say }: StartStackParameters) {
  const options = { staticNetwork: true, pollingInterval: 50, cacheTimeout: -1 };
  const provider = new JsonRpcProvider(rpcUrl, 31337, options);
  try {
    const signer = demoAccount(deployerIndex, provider);
    const deployment = await deployContracts({ signer, file: deploymentFile(deployments) });
    const token = await deployDemoToken(signer);
    const account = await deployMock(signer, "test/mocks/DemoAccount.sol");
    await installSafe((at, code) => rpcCall(rpcUrl, "anvil_setCode", [at, code]));
    const { address } = deployment.contracts.works;
    const works = new Contract(address, ["function totalWorks() view returns (uint256)"], provider);
    if (seed && (await works.getFunction("totalWorks")()) === 0n) {
      say("Loading the demo catalogue");
      await seed({ rpcUrl, deployment, token, store, say });
    }
    return { deployment, token, account };
  } finally {
    provider.destroy();
  }
}

type ConfigParameters = { deployment: Deployment; token: Token; account: string; indexed: boolean };

function configOf({ deployment, token, account, indexed }: ConfigParameters) {
  const currency = { name: "Ether", symbol: "ETH", decimals: 18 };
  const local = { id: 31337, name: "Local chain", rpc: "/rpc", currency, deployment, tokens: [token] };
  const chain = { ...local, index: indexed ? "/index" : null, demo: true, demoAccount: account };
  return { chains: [chain], store: { gateways: [""], api: "", pinning: null } };
}

type WithFreshStackParameters = {
  say: (line: string) => void;
  /** Loads a catalogue. Without it the chain has no works. */
  seed?: (context: SeedContext) => Promise<void>;
  /** Where the index is kept; without it there is none. */
  index?: StartStackParameters["index"];
  /** Whether the dApp is built and served; "none" if only what is behind it is wanted. */
  pages?: "dApp" | "none";
};

/** Runs an action beside a local stack of its own, on a free port, of which nothing is left afterwards. */
export async function withFreshStack<Result>(
  { say, seed, index = "none", pages = "dApp" }: WithFreshStackParameters,
  action: (url: string, stack: Stack) => Promise<Result>,
): Promise<Result> {
  await (pages === "dApp" ? buildProject({ say }) : buildContracts({ say }));
  const data = await mkdtemp(join(tmpdir(), "colophon-stack-"));
  try {
    const nothing = join(data, "pages");
    await mkdir(nothing);
    const server = await startServer({ port: 0, instance: newInstance() });
    const frontend = pages === "dApp" ? frontendFolder : nothing;
    const options = { server, data, deployments: data, frontend, index, say };
    const stack = await startStack(seed ? { ...options, seed } : options);
    try {
      const ended = stack.ended.then((reason) => {
        throw new Error(`The local chain ended by itself:\n${reason}`);
      });
      return await Promise.race([action(server.url, stack), ended]);
    } finally {
      await stack.stop();
    }
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}
