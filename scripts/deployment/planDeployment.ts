import { concat, getCreate2Address, Interface, keccak256, ZeroHash } from "ethers";
import { create2Deployer } from "./create2Deployer.ts";
import type { ContractName } from "./Deployment.ts";
import { type Artifact, readArtifact } from "./readArtifact.ts";

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
