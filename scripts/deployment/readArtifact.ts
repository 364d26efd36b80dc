import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonFragment } from "ethers";

export type Artifact = {
  abi: JsonFragment[];
  bytecode: string;
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
