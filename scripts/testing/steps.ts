import { join } from "node:path";
import type { Step } from "./Step.ts";

const modules = join(import.meta.dirname, "../../node_modules");
const tool = (path: string) => join(modules, path);

const biome = tool("@biomejs/biome/bin/biome");
const hardhat = tool("hardhat/dist/src/cli.js");
const prettier = tool("prettier/bin/prettier.cjs");
const solhint = tool("solhint/solhint.js");
const tsc = tool("typescript/bin/tsc");
const vitest = tool("vitest/vitest.mjs");

const solidity = "{contracts,test}/**/*.sol";

/** Everything that `npm test` runs, in order: what is quick and tells most comes first. */
export const steps: Step[] = [
  { name: "lint: TypeScript", command: [biome, "ci", "--error-on-warnings", "--colors=off", "."], count: "check" },
  { name: "lint: Solidity format", command: [prettier, "--check", solidity], count: "check" },
  {
    name: "lint: Solidity",
    command: [solhint, "--disc", "--noPoster", "--max-warnings", "0", solidity],
    count: "check",
  },
  { name: "build: contracts", command: ["scripts/build.ts", "--solidity"], count: "check" },
  { name: "build: ABIs are fresh", command: ["scripts/generate-abi.ts", "--check"], count: "check" },
  { name: "types: scripts and tests", command: [tsc, "-p", "."], count: "check" },
  { name: "types: sdk", command: [tsc, "-p", "sdk"], count: "check" },
  { name: "types: sdk tests", command: [tsc, "-p", "sdk/tsconfig.test.json"], count: "check" },
  { name: "types: indexer", command: [tsc, "-p", "indexer"], count: "check" },
  { name: "types: frontend", command: [tsc, "-p", "frontend"], count: "check" },
  { name: "gas", command: ["scripts/bench-gas.ts", "--check"], count: "check" },
  { name: "solidity", command: [hardhat, "test", "solidity", "--no-compile"], count: "passing" },
  { name: "integration", command: [hardhat, "test", "mocha", "--no-compile"], count: "passing" },
  { name: "scripts", command: [vitest, "run", "--root", "test/scripts"], count: "vitest" },
  { name: "sdk", command: [vitest, "run", "--root", "sdk"], count: "vitest" },
  { name: "indexer", command: [vitest, "run", "--root", "test/indexer"], count: "vitest", postgres: true },
  { name: "frontend", command: [vitest, "run", "--root", "frontend"], count: "vitest" },
  { name: "e2e", command: ["scripts/e2e.ts"], count: "playwright" },
];
