import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { glob, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { contractNames } from "@colophon/sdk";
import { compressFiles } from "./staticFiles.ts";

const root = join(import.meta.dirname, "../..");

type BuildProjectParameters = { say: (line: string) => void; signal?: AbortSignal };

/** Where Vite writes the dApp. */
export const frontendFolder = join(root, "frontend/dist");

const contracts = ({ signal }: BuildProjectParameters): BuildStep => ({
  name: "contracts",
  inputs: ["contracts/**/*.sol", "test/mocks/*.sol", "hardhat.config.ts", "scripts/{compile,standardInput}.ts"],
  outputs: ["artifacts/{contracts,test/mocks}/**/*.json", "types/ethers-contracts/[A-Z]*.ts"],
  lock: "solidity",
  run: () => runTool(["scripts/compile.ts"], { signal }),
});

/** Compiles the contracts and the mocks beside them, and writes their types. */
export function buildContracts(parameters: BuildProjectParameters): Promise<void> {
  return buildStep(contracts(parameters), parameters.say);
}

/** Compiles the contracts that are deployed, and neither mocks nor tests. */
export function buildDeployed(parameters: BuildProjectParameters): Promise<void> {
  const sources = contractNames.map((name) => `contracts/${name.charAt(0).toUpperCase()}${name.slice(1)}.sol`);
  return buildStep(
    {
      name: "contracts that are deployed",
      inputs: ["contracts/**/*.sol", "hardhat.config.ts", "scripts/{compile,standardInput}.ts"],
      outputs: sources.map((source) => `artifacts/${source}/*.json`),
      lock: "solidity",
      within: contracts(parameters),
      run: () => runTool(["scripts/compile.ts", ...sources], { signal: parameters.signal }),
    },
    parameters.say,
  );
}

/** Compiles the tests that are written in Solidity. */
export function buildTests({ say, signal }: BuildProjectParameters): Promise<void> {
  return buildStep(
    {
      name: "tests in Solidity",
      inputs: ["{contracts,test}/**/*.sol", "hardhat.config.ts", "scripts/compile.ts"],
      outputs: ["artifacts/test/**/*.json"],
      lock: "solidity",
      run: () => runTool(["scripts/compile.ts", "--tests"], { signal }),
    },
    say,
  );
}

/** Builds contracts, ABIs and dApp, each only if something that it reads has changed. */
export async function buildProject({ say, signal }: BuildProjectParameters): Promise<void> {
  await buildContracts({ say, signal });
  await buildStep(
    {
      name: "ABIs",
      inputs: ["artifacts/contracts/*.sol/*.json", "scripts/generate-abi.ts", "scripts/deployment/*.ts"],
      outputs: ["sdk/src/abi/*.ts"],
      run: () => runTool(["scripts/generate-abi.ts"], { signal }),
    },
    say,
  );
  await buildStep(
    {
      name: "dApp",
      inputs: [
        "frontend/*.{html,json,ts}",
        "frontend/{offline,public,src,translation,locales}/**/*",
        "sdk/package.json",
        "sdk/src/**/*",
        "scripts/local/staticFiles.ts",
        "scripts/build-verify.ts",
        "verifier/*",
        "docs/formats.md",
      ],
      outputs: [
        "frontend/dist/index.html",
        "frontend/dist/*/index.html",
        "frontend/dist/verify*",
        "frontend/dist/formats.md",
      ],
      settings: process.env.COLOPHON_BASE,
      run: async () => {
        const vite = join(root, "node_modules/vite/bin/vite.js");
        await runTool([vite, "build"], { cwd: join(root, "frontend"), signal });
        // Whoever doubts the site takes them from it, and compares their digests with those of others.
        const { writeVerifiers } = await import("../build-verify.ts");
        await writeVerifiers(frontendFolder);
        await compressFiles(frontendFolder);
      },
    },
    say,
  );
}

type BuildStep = {
  name: string;
  /** What it reads, as glob patterns from the root. */
  inputs: string[];
  /** What it writes, or as much of it as tells one result from another; patterns too. */
  outputs: string[];
  /** What else it is told, which makes another result. */
  settings?: string | undefined;
  /** What it shares with other steps, so that it takes turns with them; its own name if not given. */
  lock?: string;
  /** A step that makes all of this and more: where that one has run, there is nothing left to do. */
  within?: BuildStep;
  run(): Promise<void>;
};

const cache = join(root, "node_modules/.cache/colophon");

/** Runs a step unless it has written what is there, from what is there. Two that build at once take turns. */
async function buildStep(step: BuildStep, say: (line: string) => void): Promise<void> {
  const { name, lock = name, within, run } = step;
  await withLock(join(cache, `${lock}.lock`), async () => {
    if ((within && (await isFresh(within))) || (await isFresh(step))) return;
    // Read before it runs, so that what changes meanwhile is seen the next time.
    const inputs = await inputsOf(step);
    say(`Building the ${name}`);
    await run();
    await writeFile(join(cache, name), `${inputs} ${await digestOf(step.outputs)}`);
  });
}

const inputsOf = async ({ inputs, settings = "" }: BuildStep) =>
  `${await digestOf([...inputs, "package-lock.json"])}${settings}`;

async function isFresh(step: BuildStep): Promise<boolean> {
  const last = await readFile(join(cache, step.name), "utf8").catch(() => "");
  return last === `${await inputsOf(step)} ${await digestOf(step.outputs)}`;
}

async function digestOf(patterns: string[]): Promise<string> {
  const hash = createHash("sha256");
  const paths = (await Array.fromAsync(glob(patterns, { cwd: root }))).filter((path) => !/\.test\.tsx?$/.test(path));
  for (const path of paths.sort()) {
    // A folder that matches has nothing of its own to read.
    const content = await readFile(join(root, path)).catch(() => undefined);
    if (content) hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** Runs a program of ours to its end, and throws with all it said if it fails. */
export async function runTool(args: string[], { cwd = root, signal }: { cwd?: string; signal?: AbortSignal } = {}) {
  const env = { ...process.env, FORCE_COLOR: undefined, NO_COLOR: "1" };
  const child = spawn(process.execPath, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], signal });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => {
      said += text;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`${args.join(" ")} failed:\n${said.trim()}`);
}

/** Does some work while no other process does work under the same file. One that died does not count. */
export async function withLock<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  await mkdir(dirname(file), { recursive: true });
  while (!(await take(file))) {
    if (!(await isHeld(file))) await rm(file, { force: true });
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function isHeld(file: string): Promise<boolean> {
  const pid = Number(await readFile(file, "utf8").catch(() => ""));
  // Empty for the moment between its making and its writing.
  if (!pid) return true;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
