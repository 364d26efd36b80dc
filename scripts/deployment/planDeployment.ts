import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type ContractName, contractNames, type PlannedContract as Planned, planDeployment } from "@colophon/sdk";
import { getBytes, type JsonFragment } from "ethers";
import type { Hex } from "viem";

/** One deployment, and what was compiled of the contract. */
export type PlannedContract = Planned & { artifact: Artifact };

/** Plans the deployment of what is compiled here. */
export async function planCompiled(): Promise<PlannedContract[]> {
  const fileOf = (name: string) => `contracts/${name.charAt(0).toUpperCase()}${name.slice(1)}.sol`;
  const read = await Promise.all(contractNames.map(async (name) => [name, await readArtifact(fileOf(name))] as const));
  const artifacts = Object.fromEntries(read) as Record<ContractName, Artifact>;
  const codes = Object.fromEntries(read.map(([name, { bytecode }]) => [name, bytecode])) as Record<ContractName, Hex>;
  return planDeployment(codes).map((planned) => ({ ...planned, artifact: artifacts[planned.name] }));
}

type Artifact = {
  contractName: string;
  abi: JsonFragment[];
  bytecode: Hex;
  deployedBytecode: string;
  immutableReferences: Record<string, { start: number; length: number }[]>;
};

const folder = join(import.meta.dirname, "../../artifacts");

/** Reads what Hardhat compiled from `source`, for example "contracts/Works.sol". The contract is named as its file. */
export async function readArtifact(source: string): Promise<Artifact> {
  const name = source.slice(source.lastIndexOf("/") + 1, -".sol".length);
  const path = join(folder, source, `${name}.json`);
  const text = await readFile(path, "utf8").catch((cause) => {
    throw new Error(`${source} is not compiled. Run \`npm run build\`.`, { cause });
  });
  return JSON.parse(text) as Artifact;
}

/** Whether code found on chain is the compiled contract. Immutable values are left out: they are known only there. */
export function isCodeOf(artifact: Artifact, found: string): boolean {
  const expected = getBytes(artifact.deployedBytecode);
  const actual = getBytes(found);
  if (actual.length !== expected.length) return false;
  for (const { start, length } of Object.values(artifact.immutableReferences).flat()) {
    expected.fill(0, start, start + length);
    actual.fill(0, start, start + length);
  }
  return actual.every((byte, index) => byte === expected[index]);
}
