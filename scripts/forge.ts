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
 *                                  command goes on where it ended, as long as no contract and no test has changed
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { home, keep } from "./forge/kept.ts";
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
const compiler = join(import.meta.dirname, "forge/solc.cjs");

/**
 * The code of the contracts as every build makes it, for the tests to take instead of what forge compiles beside them:
 * what is tried is what is deployed.
 */
async function builtCode(): Promise<Record<string, string>> {
  await buildContracts({ say: console.log });
  const names = globSync("*.sol", { cwd: join(root, "contracts") }).map((file) => file.slice(0, -".sol".length));
  return Object.fromEntries(
    names.map((name) => {
      const artifact = readFileSync(join(root, `artifacts/contracts/${name}.sol/${name}.json`), "utf8");
      return [`COLOPHON_CODE_${name}`, (JSON.parse(artifact) as { bytecode: string }).bytecode];
    }),
  );
}

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
    const left = ["--no-match-path", "test/invariant/*", "--no-match-test", DEPLOYED_TWICE];
    const file = join(home, "lcov.info");
    const report = ["--report", "summary", "--report", "lcov", "--report-file", file];
    const status = forge(path, ["coverage", "--root", root, ...left, ...report]);
    if (status === 0) keep("lcov.info", readFileSync(file, "utf8"));
    return status;
  }
  if (job === "long") {
    const [runs = "256", depth = "250", every = "251", rounds = "1", first = "1"] = options;
    const env = {
      ...process.env,
      ...(await builtCode()),
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
    const built = await builtCode();
    const short = { ...built, FOUNDRY_FUZZ_RUNS: "32", FOUNDRY_INVARIANT_RUNS: "2", FOUNDRY_INVARIANT_DEPTH: "100" };
    const test = (folder: string, code: Record<string, string>) => {
      const paths = ["--match-path", folder === "" ? "test/**" : `test/unit/${folder}/*`];
      const left = ["--no-match-path", "**/gas.t.sol", "--no-match-test", DEPLOYED_TWICE];
      const args = ["test", "--root", root, "--use", compiler, "--fail-fast", "--fuzz-seed", "1", ...paths, ...left];
      const config = join(import.meta.dirname, "forge/foundry.toml");
      const env = { ...process.env, FOUNDRY_CONFIG: config, ...short, ...code };
      return new Promise<boolean>((resolve, reject) => {
        const child = spawn(path, args, { cwd: root, env, stdio: "ignore" });
        child.on("error", reject);
        child.on("close", (status) => resolve(status === 0));
      });
    };
    return mutationRun(test, { ...chosen, kept: join(home, "mutants") });
  }
  throw new Error("Name the job: coverage, long or mutation.");
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
