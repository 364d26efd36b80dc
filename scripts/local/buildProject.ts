import { join } from "node:path";
import { buildStep } from "./buildStep.ts";
import { compressFiles } from "./compressFiles.ts";
import { runTool } from "./runTool.ts";

const root = join(import.meta.dirname, "../..");

export type BuildProjectParameters = { say: (line: string) => void; signal?: AbortSignal };

/** Where Vite writes the dApp. */
export const frontendFolder = join(root, "frontend/dist");

/** Builds contracts, ABIs and dApp, each only if something that it reads has changed. */
export async function buildProject({ say, signal }: BuildProjectParameters): Promise<void> {
  const token = "test/mocks/DemoToken.sol";
  await buildStep(
    {
      name: "contracts",
      inputs: ["contracts/**/*.sol", token, "hardhat.config.ts", "scripts/generate-abi.ts"],
      outputs: ["artifacts/contracts/Works.sol/Works.json", "artifacts/test/mocks/DemoToken.sol/DemoToken.json"],
      run: async () => {
        const hardhat = "node_modules/hardhat/dist/src/cli.js";
        await runTool([hardhat, "build", "--no-tests", "--no-typechain"], { signal });
        await runTool([hardhat, "build", "--no-contracts", "--no-typechain", token], { signal });
        await runTool(["scripts/generate-abi.ts"], { signal });
      },
    },
    say,
  );
  await buildStep(
    {
      name: "dApp",
      inputs: ["frontend/**/*", "sdk/package.json", "sdk/src/**/*", "scripts/local/compressFiles.ts"],
      outputs: ["frontend/dist/index.html"],
      run: async () => {
        const vite = join(root, "node_modules/vite/bin/vite.js");
        await runTool([vite, "build"], { cwd: join(root, "frontend"), signal });
        await compressFiles(frontendFolder);
      },
    },
    say,
  );
}
