/**
 * What Hardhat's runner can't do: branch coverage, and millions of calls. Forge comes through npm when it is first needed.
 *   npm run coverage                 lines, statements, branches and functions of contracts/
 *   npm run test:long [-- RUNS [DEPTH [EVERY]]]   the invariants: 256 runs of 250 calls if not given, compared with the naive
 *                                  models after every 251st call and at the end of each run
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const version = "1.7.1";
const packages: Record<string, string> = {
  "linux-x64": "forge-linux-amd64",
  "linux-arm64": "forge-linux-arm64",
  "darwin-x64": "forge-darwin-amd64",
  "darwin-arm64": "forge-darwin-arm64",
};
const root = join(import.meta.dirname, "..");
const home = join(root, ".colophon/forge");
const compiler = join(import.meta.dirname, "forge/solc.cjs");

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

function run(): number {
  const [job, runs = "256", depth = "250", every = "251"] = process.argv.slice(2);
  const path = fetchForge();
  if (forge(path, ["test", "--root", join(import.meta.dirname, "forge/canary")], {}, true) === 0) {
    throw new Error("Forge called a failing test a success. Nothing it says can be trusted.");
  }
  if (job === "coverage") {
    // A second CREATE2 to one address burns all gas there, so no reason comes back; Hardhat's runner covers it.
    const left = [
      "--no-match-path",
      "test/invariant/*",
      "--no-match-test",
      "test_RevertGiven_TheContractIsDeployedAlready",
    ];
    const report = ["--report", "summary", "--report", "lcov", "--report-file", join(home, "lcov.info")];
    return forge(path, ["coverage", "--root", root, ...left, ...report]);
  }
  if (job === "long") {
    const environment = {
      FOUNDRY_INVARIANT_RUNS: runs,
      FOUNDRY_INVARIANT_DEPTH: depth,
      COLOPHON_INVARIANT_EVERY: every,
    };
    return forge(path, ["test", "--root", root, "--match-path", "test/invariant/*"], environment);
  }
  throw new Error("Name the job: coverage or long.");
}

try {
  process.exitCode = run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
