import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Deployment } from "./Deployment.ts";

/** Reads deployments/<chainId>.json, whole or as far as an interrupted deployment came. */
export async function readDeployment(path: string): Promise<{ contracts: Partial<Deployment["contracts"]> }> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return '{ "contracts": {} }';
    throw error;
  });
  return JSON.parse(text) as { contracts: Partial<Deployment["contracts"]> };
}

/** Writes the file in one step, so that nobody ever reads half of it. */
export async function writeDeployment(
  path: string,
  deployment: { chainId: number; contracts: Partial<Deployment["contracts"]> },
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, `${JSON.stringify(deployment, null, 2)}\n`);
  await rename(`${path}.new`, path);
}
