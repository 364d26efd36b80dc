/**
 * Compiles Solidity: the contracts and the mocks that tests put beside them, or with --tests the tests themselves, or
 * those that are named. `npm run build` and `npm test` run it when something has changed.
 */
import { relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import hre from "hardhat";

const { values, positionals } = parseArgs({
  options: { tests: { type: "boolean", default: false } },
  allowPositionals: true,
});
const { tests } = values;
const named = positionals.map((path) => resolve(path));
const { solidity } = hre;

const roots = await solidity.getRootFilePaths({ scope: "contracts" });
const isTest = (path: string) => /^test\/(?!mocks\/)/.test(relative(hre.config.paths.root, path));
const results = await solidity.build(named.length > 0 ? named : roots.filter((path) => isTest(path) === tests), {
  buildProfile: tests ? "tests" : "default",
  quiet: true,
});
if (!solidity.isSuccessfulBuildResult(results)) throw new Error(results.formattedReason);
if ([...results.values()].some(({ type }) => String(type) === "BUILD_FAILURE")) {
  throw new Error("Solidity does not compile; the compiler's words are above.");
}
// What is left of sources that are gone: tests read everything that lies there.
await solidity.cleanupArtifacts(roots);
