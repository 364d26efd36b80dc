/**
 * Builds contracts, ABIs and dApp as far as needed: `npm run build`. With --contracts or --tests only what is written in
 * Solidity: the contracts, or the tests.
 */
import { buildContracts, buildProject, buildTests } from "./local/buildProject.ts";

const { argv } = process;
const say = (line: string) => console.log(line);

try {
  if (argv.includes("--contracts")) await buildContracts({ say });
  else if (argv.includes("--tests")) await buildTests({ say });
  else await buildProject({ say });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
