import { join } from "node:path";
import { buildStep, lockOf } from "./buildStep.ts";
import { compressFiles } from "./compressFiles.ts";
import { runTool } from "./runTool.ts";
import { withLock } from "./withLock.ts";

const hardhat = "node_modules/hardhat/dist/src/cli.js";
const root = join(import.meta.dirname, "../..");

export type BuildProjectParameters = { say: (line: string) => void; signal?: AbortSignal };

/** Where Vite writes the dApp. */
export const frontendFolder = join(root, "frontend/dist");

/** Compiles everything in Solidity, tests included. */
export function buildSolidity(): Promise<void> {
  return withLock(lockOf("contracts"), () => runTool([hardhat, "build"]));
}

/** Builds contracts, ABIs and dApp, each only if something that it reads has changed. */
export async function buildProject({ say, signal }: BuildProjectParameters): Promise<void> {
  const demo = ["test/mocks/DemoToken.sol", "test/mocks/DemoAccount.sol"];
  await buildStep(
    {
      name: "contracts",
      inputs: ["contracts/**/*.sol", ...demo, "hardhat.config.ts", "scripts/generate-abi.ts"],
      outputs: [
        "artifacts/contracts/*.sol/*.json",
        ...demo.map((path) => `artifacts/${path}/*.json`),
        "sdk/src/abi/*.ts",
      ],
      run: async () => {
        await runTool([hardhat, "build", "--no-tests", "--no-typechain"], { signal });
        await runTool([hardhat, "build", "--no-contracts", "--no-typechain", ...demo], { signal });
        await runTool(["scripts/generate-abi.ts"], { signal });
      },
    },
    say,
  );
  await buildStep(
    {
      name: "dApp",
      inputs: [
        "frontend/*.{html,json,ts}",
        "frontend/{public,src}/**/*",
        "sdk/package.json",
        "sdk/src/**/*",
        "scripts/local/compressFiles.ts",
      ],
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
