import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { HDNodeWallet, type Provider } from "ethers";
import type { EdrNetworkConfigOverride } from "hardhat/types/config";

export type Anvil = {
  rpcUrl: string;
  pid: number;
  /** Resolves with what anvil said last when it ends without being asked to. */
  ended: Promise<string>;
  stop(): Promise<void>;
};

type StartAnvilParameters = {
  /** A file with the state to go on from. */
  state?: string;
  /** When the chain begins, in seconds since 1970; now when missing. */
  begins?: number;
  /** Its number; that of every local chain if not given. */
  chainId?: number;
  /** More words for anvil, such as ["--hardfork", "shanghai"]. */
  options?: readonly string[];
};

/**
 * Starts a chain in this process's memory. It has a Hardhat of its own without artifacts: that of this folder would read
 * the compiler's output of every contract and test before its first block, to name what fails, and that takes seconds.
 *
 * @param override What differs from Hardhat's default network.
 */
export async function startMemoryChain(override: EdrNetworkConfigOverride) {
  const [{ createHardhatRuntimeEnvironment }, { default: hardhatEthers }] = await Promise.all([
    import("hardhat/hre"),
    import("@nomicfoundation/hardhat-ethers"),
  ]);
  const paths = { artifacts: "artifacts/none" };
  const { network } = await createHardhatRuntimeEnvironment({ plugins: [hardhatEthers], paths });
  return network.create({ network: "default", override });
}

/** Starts a local chain on a free port, from a saved state if one is given. */
export async function startAnvil(parameters: StartAnvilParameters = {}): Promise<Anvil> {
  const { state, begins, chainId = 31337 } = parameters;
  const options = ["--host", "127.0.0.1", "--port", "0", "--no-cors", "--chain-id", String(chainId)];
  options.push("--enable-tx-gas-limit", ...(parameters.options ?? []));
  if (begins !== undefined) options.push("--timestamp", String(begins));
  if (state) options.push("--load-state", state);
  // A group of its own: Ctrl-C in the terminal is for us, who save the chain before anvil ends.
  const child = spawn(anvilPath(), options, { stdio: ["ignore", "pipe", "pipe"], detached: true });
  const { pid } = child;
  if (pid === undefined) {
    const [error] = (await once(child, "error")) as [Error];
    throw new Error(`anvil did not start: ${error.message}`);
  }
  const endGuard = guard(pid);

  const said: string[] = [];
  let stopping = false;
  const ended = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => {
      endGuard();
      if (!stopping) resolve(said.join("\n") || `anvil ended (${signal ?? code})`);
    });
  });
  const port = await Promise.race([listeningPort(child, said), ended]);
  if (typeof port === "string") throw new Error(port);

  const rpcUrl = `http://127.0.0.1:${port}`;
  // anvil prints every request otherwise, and nobody reads it.
  await rpcCall(rpcUrl, "anvil_setLoggingEnabled", [false]);
  return {
    rpcUrl,
    pid,
    ended,
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      const hard = setTimeout(() => child.kill("SIGKILL"), 3000);
      await once(child, "exit");
      clearTimeout(hard);
    },
  };
}

/** Remembers anvil's last lines, and resolves with its port when it says that it listens. */
function listeningPort(child: ChildProcess, said: string[]): Promise<number> {
  return new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface(stream).on("line", (line) => {
        const port = /^Listening on 127\.0\.0\.1:(\d+)$/.exec(line)?.[1];
        if (port) resolve(Number(port));
        said.push(line);
        if (said.length > 20) said.shift();
      });
    }
  });
}

/**
 * A shell that waits for the end of a pipe only we hold, and then ends the process: when we die, by any signal, the
 * system closes the pipe. Returns how to call the guard off.
 */
function guard(pid: number): () => void {
  const shell = spawn("/bin/sh", ["-c", 'cat >/dev/null; kill "$0" 2>/dev/null', String(pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  shell.unref();
  return () => shell.kill("SIGKILL");
}

const packages: Record<string, string> = {
  "linux-x64": "anvil-linux-amd64",
  "linux-arm64": "anvil-linux-arm64",
  "darwin-x64": "anvil-darwin-amd64",
  "darwin-arm64": "anvil-darwin-arm64",
};

/** Where anvil is. The package `@foundry-rs/anvil` only looks for the package of the platform, by an install script. */
function anvilPath(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  if (!name) throw new Error(`There is no anvil for ${platform}; the local chain runs on Linux and macOS.`);
  const path = join(import.meta.dirname, "../../node_modules/@foundry-rs", name, "bin/anvil");
  if (!existsSync(path))
    throw new Error(`npm did not install @foundry-rs/${name}. Run \`npm ci\`, then run this again.`);
  return path;
}

/** One JSON-RPC call to the local chain. */
export async function rpcCall<Result>(url: string, method: string, params: unknown[] = []): Promise<Result> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
  const answer = (await response.json()) as { result?: Result; error?: { message: string } };
  if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
  return answer.result as Result;
}

const unzip = promisify(gunzip);

async function dumpBytes(rpcUrl: string): Promise<Buffer> {
  const dump = await rpcCall<string>(rpcUrl, "anvil_dumpState");
  return unzip(Buffer.from(dump.slice(2), "hex"));
}

/** The whole state of the local chain: of each account, among other things, its slots. */
export async function dumpState(
  rpcUrl: string,
): Promise<{ accounts: Record<string, { storage: Record<string, string> }> }> {
  return JSON.parse((await dumpBytes(rpcUrl)).toString());
}

type Keeper = {
  /** Saves what is not saved yet, and stops watching. */
  stop(): Promise<void>;
};

/**
 * Saves the chain (blocks, receipts and logs included) to a file within about a second of every new block. anvil's own
 * `--state-interval` writes in place, so a crash at the wrong moment would destroy the file; this one replaces it whole.
 */
export async function keepChain(rpcUrl: string, file: string): Promise<Keeper> {
  let saved: string | undefined;
  const save = async () => {
    const { hash } = await rpcCall<{ hash: string }>(rpcUrl, "eth_getBlockByNumber", ["latest", false]);
    if (hash === saved) return;
    const state = await dumpBytes(rpcUrl);
    const unfinished = await open(`${file}.new`, "w");
    await unfinished.writeFile(state);
    await unfinished.sync();
    await unfinished.close();
    await rename(`${file}.new`, file);
    saved = hash;
  };

  await save();
  const stopping = new AbortController();
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      const start = performance.now();
      // A chain that has ended is reported by whoever started it.
      await save().catch(() => {});
      // A long chain takes longer to save; it never takes more than a tenth of the time.
      const pause = Math.max(1000, 9 * (performance.now() - start));
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await watching;
      await save();
    },
  };
}

const mnemonic = "test test test test test test test test test test test junk";

/** Who deploys on the local chain. Accounts 0 to 2 are the demo people. */
export const deployerIndex = 9;

/** One of the accounts that anvil gives 10,000 ETH. Everybody knows its key. */
export function demoAccount(index: number, provider: Provider): HDNodeWallet {
  return HDNodeWallet.fromPhrase(mnemonic, "", `m/44'/60'/0'/0/${index}`).connect(provider);
}
