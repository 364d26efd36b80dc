/** Builds contracts, ABIs and dApp, each only if something that it reads has changed: `npm run build`. */
import { buildProject } from "./local/buildProject.ts";

try {
  await buildProject({ say: console.log });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
