/** Formats everything the way `npm test` expects it: `npm run format`. */
import { runTool } from "./local/buildProject.ts";

try {
  await runTool(["node_modules/@biomejs/biome/bin/biome", "check", "--write", "."]);
  await runTool(["node_modules/prettier/bin/prettier.cjs", "--write", "{contracts,test}/**/*.sol"]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
