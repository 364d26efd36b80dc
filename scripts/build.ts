/** Builds contracts, ABIs and dApp as far as needed: `npm run build`. With --solidity: all Solidity, tests included. */
import { buildProject, buildSolidity } from "./local/buildProject.ts";

try {
  await (process.argv.includes("--solidity") ? buildSolidity() : buildProject({ say: console.log }));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
