/**
 * What Hardhat's runner can't do: branch coverage, millions of calls, and mutants. Forge comes through npm when it is first needed.
 *   npm run coverage                 lines, statements, branches and functions of contracts/
 *   npm run test:long [-- RUNS [DEPTH [EVERY [ROUNDS [FIRST]]]]]   the invariants: one round of 256 runs of 250 calls for
 *                                  each handler if not given, compared with the naive models after every 251st call and
 *                                  at the end of each run. The seed of a round is its number, counted from FIRST, or 1
 *   npm run test:mutation          changes the contracts in 100 small ways, and tells which of them no test notices
 *     -- --only Grants,Tiers         in these files
 *     -- --sample 400 --seed 2       in so many ways, drawn by the seed; --sample all for every one
 *     -- --minutes 60 --jobs 2       begins none after an hour; so many at once. Verdicts are kept, so that the same
 *                                  command goes on where it ended, as long as the contracts are the same
 */
import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { builtCode, home, keep } from "./forge/kept.ts";
import { longRun } from "./forge/longRun.ts";
import { mutationRun } from "./forge/mutation/mutationRun.ts";
import { buildContracts } from "./local/buildProject.ts";

const version = "1.7.1";
const packages: Record<string, string> = {
  "linux-x64": "forge-linux-amd64",
  "linux-arm64": "forge-linux-arm64",
  "darwin-x64": "forge-darwin-amd64",
  "darwin-arm64": "forge-darwin-arm64",
};
const root = join(import.meta.dirname, "..");
/** A second CREATE2 to one address burns all gas in forge, so no reason comes back; Hardhat's runner covers it. */
const DEPLOYED_TWICE = "test_RevertGiven_TheContractIsDeployedAlready";
/** Tests that hold only of the code that is deployed: of its size, its gas, and what it keeps of its chain. */
const OPTIMIZED = [
  "test_TheContractIsSmall",
  "test_EveryDay",
  "test_WhenL02_ManyExclusiveTermsAreLive_APurchaseIsStillBounded",
  "test_RevertWhen_R06_TheChainHasSplit",
];
const compiler = join(import.meta.dirname, "forge/solc.cjs");

/** Builds the contracts if need be: their code, by the names that the tests take it by. */
async function freshCode(): Promise<Record<string, string>> {
  await buildContracts({ say: console.log });
  return builtCode();
}

/** Forge begins with what failed before, also for other code: each job has what failed in it for itself. */
const failuresOf = (job: string) => ({
  FOUNDRY_FUZZ_FAILURE_PERSIST_DIR: join(home, "failures", job),
  FOUNDRY_INVARIANT_FAILURE_PERSIST_DIR: join(home, "failures", job),
});

function fetchForge(): string {
  const name = packages[`${process.platform}-${process.arch}`];
  if (!name) throw new Error(`There is no forge for ${process.platform}-${process.arch}.`);
  const path = join(home, "node_modules/@foundry-rs", name, "bin/forge");
  if (!existsSync(path)) {
    const wanted = `@foundry-rs/${name}@${version}`;
    console.log(`Bringing ${wanted} through npm`);
    const options = ["--prefix", home, "--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
    const { status } = spawnSync("npm", ["install", ...options, wanted], { stdio: "inherit" });
    if (status !== 0) throw new Error(`npm could not bring ${wanted}. Check the network and run this again.`);
  }
  return path;
}

function forge(path: string, args: string[], environment: Record<string, string> = {}, quiet = false): number {
  const config = join(import.meta.dirname, "forge/foundry.toml");
  const env = { ...process.env, FOUNDRY_CONFIG: config, ...environment };
  const { status } = spawnSync(path, [...args, "--use", compiler], {
    cwd: root,
    env,
    stdio: quiet ? "ignore" : "inherit",
  });
  return status ?? 1;
}

async function run(): Promise<number> {
  const [job, ...options] = process.argv.slice(2);
  const path = fetchForge();
  if (forge(path, ["test", "--root", join(import.meta.dirname, "forge/canary")], {}, true) === 0) {
    throw new Error("Forge called a failing test a success. Nothing it says can be trusted.");
  }
  if (job === "coverage") {
    // What is counted is made without the optimizer, as far as the depth of the stack lets: larger, and dearer.
    const left = ["--no-match-path", "test/invariant/*", "--no-match-test", [DEPLOYED_TWICE, ...OPTIMIZED].join("|")];
    const counted = {
      FOUNDRY_SRC: "contracts",
      FOUNDRY_OUT: join(home, "counted"),
      FOUNDRY_CACHE_PATH: join(home, "counted-cache"),
    };
    const file = join(home, "lcov.info");
    const report = ["--report", "summary", "--report", "lcov", "--report-file", file];
    const status = forge(path, ["coverage", "--ir-minimum", "--root", root, ...left, ...report], counted);
    if (status === 0) keep("lcov.info", readFileSync(file, "utf8"));
    return status;
  }
  if (job === "long") {
    const [runs = "256", depth = "250", every = "251", rounds = "1", first = "1"] = options;
    const env = {
      ...process.env,
      ...(await freshCode()),
      ...failuresOf("long"),
      FOUNDRY_CONFIG: join(import.meta.dirname, "forge/foundry.toml"),
      FOUNDRY_INVARIANT_RUNS: runs,
      FOUNDRY_INVARIANT_DEPTH: depth,
      COLOPHON_INVARIANT_EVERY: every,
    };
    const tests = ["test", "--root", root, "--use", compiler, "--match-path", "test/invariant/*"];
    const runForge = (seed: number) => ({ path, args: [...tests, "--fuzz-seed", String(seed)], cwd: root, env });
    return longRun(runForge, Number(rounds), Number(first), (run) => keep("long.json", JSON.stringify(run)));
  }
  if (job === "mutation") {
    const chosen = mutationOptions(options);
    const built = await freshCode();
    const short = {
      ...built,
      ...failuresOf("mutation"),
      FOUNDRY_FUZZ_RUNS: "32",
      FOUNDRY_INVARIANT_RUNS: "2",
      FOUNDRY_INVARIANT_DEPTH: "100",
    };
    const test = (folder: string, code: Record<string, string>) => {
      const paths = ["--match-path", folder === "" ? "test/**" : `test/unit/${folder}/*`];
      const left = ["--no-match-path", "**/gas.t.sol", "--no-match-test", DEPLOYED_TWICE];
      const args = ["test", "--root", root, "--use", compiler, "--fail-fast", "--fuzz-seed", "1", ...paths, ...left];
      const config = join(import.meta.dirname, "forge/foundry.toml");
      const env = { ...process.env, FOUNDRY_CONFIG: config, ...short, ...code };
      return passes(path, args, root, env);
    };
    return mutationRun({ test, own: (file, text) => ownTests(path, file, text) }, built, {
      ...chosen,
      kept: join(home, "mutants"),
    });
  }
  throw new Error("Name the job: coverage, long or mutation.");
}

/**
 * The tests that a library or a type has of its own, which are compiled with it, on a copy with another text of its file.
 * @returns whether they pass, which they do if there are none
 */
async function ownTests(path: string, file: string, text: string): Promise<boolean> {
  const name = basename(file, ".sol");
  const [own] = globSync(`test/unit/{libraries,types}/${name}.t.sol`, { cwd: root });
  if (!own) return true;
  mkdirSync(home, { recursive: true });
  const copy = mkdtempSync(join(home, "own-"));
  try {
    for (const folder of ["contracts", "test/utils", "test/mocks", own]) {
      cpSync(join(root, folder), join(copy, folder), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    writeFileSync(join(copy, file), text);
    const env = { ...process.env, FOUNDRY_CONFIG: join(import.meta.dirname, "forge/foundry.toml") };
    const args = ["test", "--root", copy, "--use", compiler, "--fail-fast", "--fuzz-seed", "1", "--match-path", own];
    return await passes(path, args, copy, env);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Whether forge ends well. */
function passes(path: string, args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, { cwd, env, stdio: "ignore" });
    child.on("error", reject);
    child.on("close", (status) => resolve(status === 0));
  });
}

function mutationOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string", default: "" },
      sample: { type: "string", default: "100" },
      seed: { type: "string", default: "1" },
      minutes: { type: "string", default: "1000000" },
      jobs: { type: "string", default: "2" },
    },
  });
  const number = (name: string, text: string) => {
    if (/^[1-9]\d*$/.test(text)) return Number(text);
    throw new Error(`--${name} ${text} is no whole number from 1.`);
  };
  return {
    only: values.only.split(",").filter(Boolean),
    sample: values.sample === "all" ? Number.POSITIVE_INFINITY : number("sample", values.sample),
    seed: number("seed", values.seed),
    minutes: number("minutes", values.minutes),
    jobs: number("jobs", values.jobs),
  };
}

try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
