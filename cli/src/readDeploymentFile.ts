import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Deployment, parseDeployment } from "@colophon/sdk";
import { projectFolder } from "./projectFolder.ts";
import { UsageError } from "./UsageError.ts";

/** Where the contracts are on a chain. */
export async function readDeploymentFile(chainId: number, path?: string): Promise<Deployment> {
  const file = path ?? join(projectFolder, `deployments/${chainId}.json`);
  const text = await readFile(file, "utf8").catch(() => {
    throw new UsageError(
      path === undefined
        ? `There is no deployments/${chainId}.json, so it is not known where the contracts are on chain ${chainId}. Name its file with --deployment.`
        : `The deployment file ${path} can't be read.`,
    );
  });
  const deployment = parseDeployment(text);
  if (deployment.chainId !== chainId) {
    throw new UsageError(
      `${file} is for chain ${deployment.chainId}, but the node serves chain ${chainId}. Name another with --deployment.`,
    );
  }
  return deployment;
}
