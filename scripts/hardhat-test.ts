/**
 * The tests that Hardhat runs, with what they need compiled, optimized or not as it should be:
 *   npm run test:solidity [-- files, or Hardhat's options]
 *   npm run test:integration [-- files, or Hardhat's options]
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildContracts, buildTests } from "./local/buildProject.ts";

const [runner, ...options] = process.argv.slice(2);
const hardhat = join(import.meta.dirname, "../node_modules/hardhat/dist/src/cli.js");
const say = (line: string) => console.log(line);

try {
  await buildContracts({ say });
  if (runner === "solidity") await buildTests({ say });
  const args = [hardhat, "test", String(runner), "--no-compile", ...options];
  process.exitCode = spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
