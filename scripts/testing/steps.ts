import { existsSync, globSync } from "node:fs";
import { join } from "node:path";

export type Step = {
  name: string;
  /** The tool and its arguments, run with the Node that runs this. */
  command: string[];
  /** How to learn how many tests ran: a check is one test; the others say it, or write it to the given file. */
  count: "check" | "passing" | "vitest" | "playwright";
  /** The steps that must have passed before. */
  needs?: string[];
  /** How many lanes it takes; one if not given. */
  lanes?: number;
  /** Whether it uses PostgreSQL where there is one. */
  postgres?: boolean;
  /** What it tests, as glob patterns. */
  reads: string[];
  /** The command that asks only what these changes may have broken. Undefined if that takes more than a minute. */
  narrow?: (changed: readonly string[]) => string[] | undefined;
  /** Whether it may find nothing to test. */
  mayBeEmpty?: boolean;
};

const home = join(import.meta.dirname, "../..");
const tool = (path: string) => join(home, "node_modules", path);

const biome = tool("@biomejs/biome/bin/biome");
const knip = tool("knip/bin/knip.js");
const hardhat = tool("hardhat/dist/src/cli.js");
const prettier = tool("prettier/bin/prettier.cjs");
const solhint = tool("solhint/solhint.js");
const tsc = tool("typescript/bin/tsc");
const vitest = tool("vitest/vitest.mjs");

const CONTRACTS = "build: contracts";
const TESTS = "build: tests in Solidity";
const ABIS = "build: ABIs are fresh";
const DAPP = "build: dApp";

const solidity = "{contracts,test}/**/*.sol";
const contracts = ["contracts/**/*.sol", "test/mocks/*.sol", "hardhat.config.ts"];
const sdk = ["sdk/src/**/*", "sdk/vectors/**/*"];

/** One that is quick, so a change makes no difference to what it asks. */
const check = (name: string, command: string[], reads: string[], needs: string[] = []): Step => ({
  ...{ name, command, reads, needs, count: "check" },
  narrow: () => command,
});

const types = (name: string, project: string, reads: string[]): Step =>
  check(`types: ${name}`, [tsc, "-p", project], [...sdk, "**/tsconfig*.json", ...reads], [CONTRACTS]);

/** Vitest's tests of a folder; of a change, those that import what has changed. */
const vitestIn = (name: string, root: string, reads: string[]): Step => ({
  ...{ name, reads, count: "vitest", needs: [CONTRACTS] },
  command: [vitest, "run", "--root", root],
  narrow: (changed) => {
    const files = changed.map((path) => join(home, path)).filter((path) => existsSync(path));
    return [vitest, "related", ...files, "--run", "--root", root, "--passWithNoTests"];
  },
});

/** Where the tests of these contracts, libraries and interfaces are. */
function unitTestsOf(changed: readonly string[]): string[] {
  const names = changed.map((path) => /(?:^|\/)I?([A-Z][a-z]\w*)\.sol$/.exec(path)?.[1]);
  const patterns = names.flatMap((name) =>
    name ? [`test/unit/${name}/*.t.sol`, `test/unit/libraries/${name}.t.sol`] : [],
  );
  const own = changed.filter((path) => path.endsWith(".t.sol") && existsSync(join(home, path)));
  return [...new Set([...own, ...globSync(patterns, { cwd: home })])].sort();
}

/**
 * Everything that `npm test` runs. Of those that may begin the first does: what others wait for, then what takes long, so
 * that the lanes end together, and what is quick in between.
 */
export const steps: Step[] = [
  check(CONTRACTS, ["scripts/build.ts", "--contracts"], contracts),
  check(
    "lint: TypeScript",
    [biome, "ci", "--error-on-warnings", "--colors=off", "."],
    ["**/*.{ts,tsx,mjs,cjs,json,css}"],
  ),
  check(
    "lint: nothing unused",
    [knip, "--no-progress", "--treat-config-hints-as-errors"],
    ["**/*.{ts,tsx,mjs,css}", "**/package.json", "knip.jsonc"],
  ),
  check("lint: Solidity format", [prettier, "--check", solidity], ["**/*.sol", ".prettierrc"]),
  check("lint: Solidity", [solhint, "--disc", "--noPoster", "--max-warnings", "0", solidity], ["**/*.sol"]),
  check(ABIS, ["scripts/generate-abi.ts", "--check"], [...contracts, "sdk/src/abi/*"], [CONTRACTS]),
  types("scripts and tests", ".", ["{scripts,test,cli,indexer,verifier}/**/*.ts", "*.ts"]),
  types("sdk", "sdk", []),
  types("sdk tests", "sdk/tsconfig.test.json", []),
  types("react", "react", ["react/**/*.ts"]),
  types("indexer", "indexer", ["indexer/**/*.ts"]),
  types("frontend", "frontend", ["frontend/**/*.{ts,tsx}"]),
  types("service worker", "frontend/offline", ["frontend/offline/*.ts"]),
  types("bench", "bench", ["{bench,scripts,test,cli,indexer}/**/*.ts"]),
  {
    ...{ name: TESTS, needs: [CONTRACTS], count: "check", reads: [solidity] },
    command: ["scripts/build.ts", "--tests"],
    narrow: (changed) => {
      const files = unitTestsOf(changed);
      return files.length > 0 ? ["scripts/compile.ts", "--tests", ...files] : undefined;
    },
  },
  check(DAPP, ["scripts/build.ts"], ["frontend/**/*", ...sdk], [CONTRACTS, ABIS]),
  check("size of the first page", ["frontend/scripts/size.ts"], ["frontend/**/*", ...sdk], [DAPP]),
  {
    ...{ name: "e2e", needs: [DAPP], count: "playwright", lanes: 2 },
    command: ["scripts/e2e.ts"],
    reads: ["{frontend,indexer,contracts,scripts,test/e2e}/**/*", ...sdk],
    narrow: (changed) => {
      const specs = changed.filter((path) => path.endsWith(".spec.ts") && existsSync(join(home, path)));
      return specs.length > 0 ? ["scripts/e2e.ts", ...specs] : undefined;
    },
  },
  { ...vitestIn("indexer", "test/indexer", ["{indexer,test/indexer,test/history}/**/*", ...sdk]), postgres: true },
  vitestIn("scripts", "test/scripts", ["{bench,scripts,cli,verifier,test}/**/*", ...sdk]),
  {
    ...{ name: "solidity", needs: [TESTS], count: "passing", reads: [solidity] },
    command: [hardhat, "test", "solidity", "--no-compile"],
    narrow: (changed) => {
      const files = unitTestsOf(changed);
      return files.length > 0 ? [hardhat, "test", "solidity", "--no-compile", ...files] : undefined;
    },
  },
  vitestIn("frontend", "frontend", ["frontend/src/**/*", ...sdk]),
  vitestIn("sdk", "sdk", sdk),
  {
    ...{ name: "integration", needs: [CONTRACTS], count: "passing" },
    command: [hardhat, "test", "mocha", "--no-compile"],
    reads: ["{contracts,test/integration,scripts/deployment}/**/*", ...sdk],
  },
  check("gas", ["bench/gas.ts", "--check"], [...contracts, "bench/gas*/**/*", "README.md"], [CONTRACTS]),
];
