import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatChaiMatchers from "@nomicfoundation/hardhat-ethers-chai-matchers";
import hardhatKeystore from "@nomicfoundation/hardhat-keystore";
import hardhatMocha from "@nomicfoundation/hardhat-mocha";
import hardhatNetworkHelpers from "@nomicfoundation/hardhat-network-helpers";
import hardhatTypechain from "@nomicfoundation/hardhat-typechain";
import { configVariable, defineConfig } from "hardhat/config";
import { compilerSettings } from "./scripts/standardInput.ts";

// The compiler comes from the lock file (npm `solc`), so that nothing is downloaded and every build is the same.
const solc = dirname(createRequire(import.meta.url).resolve("solc/package.json"));
const compiler = {
  version: "0.8.37",
  path: join(solc, "soljson.js"),
  settings: compilerSettings,
};

// Tests are compiled as they are: to optimize sixty of them takes three times as long, and they only ask. What they ask is
// the optimized code, which they take from the artifacts (`vm.getCode`).
const quick = { ...compiler, settings: { ...compiler.settings, optimizer: { enabled: false }, viaIR: false } };

export default defineConfig({
  plugins: [hardhatEthers, hardhatChaiMatchers, hardhatKeystore, hardhatMocha, hardhatNetworkHelpers, hardhatTypechain],
  solidity: { profiles: { default: compiler, production: compiler, tests: quick } },
  paths: { sources: "contracts", tests: { solidity: "test", mocha: "test/integration" } },
  // Short by default; once in a while longer: COLOPHON_INVARIANT_RUNS=10000 npm run test:solidity -- <files>.
  test: {
    solidity: {
      invariant: { runs: Number(process.env.COLOPHON_INVARIANT_RUNS ?? 4), depth: 300, failOnRevert: true },
    },
  },
  typechain: { outDir: "./types/ethers-contracts" },
  networks: {
    // The chain of `npm start`; another port, if it had to take one.
    local: { type: "http", chainType: "l1", url: process.env.COLOPHON_LOCAL_RPC ?? "http://127.0.0.1:4173/rpc" },
    // Any other chain: `hardhat keystore set COLOPHON_RPC_URL` and `COLOPHON_DEPLOYER_KEY`, which `npm run deploy` and the command line's `--network live` use.
    live: {
      type: "http",
      url: configVariable("COLOPHON_RPC_URL"),
      accounts: [configVariable("COLOPHON_DEPLOYER_KEY")],
    },
  },
});
