import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { concat, getBytes, getCreate2Address, Interface, type JsonFragment, keccak256, ZeroHash } from "ethers";
import { create2Deployer } from "./create2Deployer.ts";

/** The contracts, in the order in which they are deployed. */
export const contractNames = [
  "timestamps",
  "colophon",
  "works",
  "terms",
  "licences",
  "compliance",
  "royalties",
] as const;

type ContractName = (typeof contractNames)[number];

export type DeployedContract = {
  address: string;
  /** The block that holds the deployment, or an earlier one: where reading of logs begins. */
  block: number;
  initCodeHash: string;
};

/** What deployments/<chainId>.json holds. */
export type Deployment = {
  chainId: number;
  contracts: Record<ContractName, DeployedContract>;
};

/** One deployment: where the contract will be, and the call that puts it there. */
export type PlannedContract = {
  name: ContractName;
  address: string;
  initCodeHash: string;
  artifact: Artifact;
  to: string;
  data: string;
};

/** Computes every address from the compiled code alone: the same code has the same addresses on every chain. */
export async function planDeployment(): Promise<PlannedContract[]> {
  const [timestamps, colophon, works, terms, licences, compliance, royalties] = await Promise.all([
    readArtifact("contracts/Timestamps.sol"),
    readArtifact("contracts/Colophon.sol"),
    readArtifact("contracts/Works.sol"),
    readArtifact("contracts/Terms.sol"),
    readArtifact("contracts/Licences.sol"),
    readArtifact("contracts/Compliance.sol"),
    readArtifact("contracts/Royalties.sol"),
  ]);

  const byAnyone = (name: ContractName, artifact: Artifact, initCode: string): PlannedContract => {
    const initCodeHash = keccak256(initCode);
    const address = getCreate2Address(create2Deployer, ZeroHash, initCodeHash);
    return { name, address, initCodeHash, artifact, to: create2Deployer, data: concat([ZeroHash, initCode]) };
  };
  // The constructor takes the hashes in this order, each as one word.
  const hashes = [works, terms, licences, compliance, royalties].map(({ bytecode }) => keccak256(bytecode));
  const centre = byAnyone("colophon", colophon, concat([colophon.bytecode, ...hashes]));

  const colophonInterface = new Interface(colophon.abi);
  const byColophon = (name: ContractName, artifact: Artifact): PlannedContract => {
    const initCodeHash = keccak256(artifact.bytecode);
    const address = getCreate2Address(centre.address, ZeroHash, initCodeHash);
    const data = colophonInterface.encodeFunctionData("deploy", [artifact.bytecode]);
    return { name, address, initCodeHash, artifact, to: centre.address, data };
  };

  return [
    byAnyone("timestamps", timestamps, timestamps.bytecode),
    centre,
    byColophon("works", works),
    byColophon("terms", terms),
    byColophon("licences", licences),
    byColophon("compliance", compliance),
    byColophon("royalties", royalties),
  ];
}

type Artifact = {
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
