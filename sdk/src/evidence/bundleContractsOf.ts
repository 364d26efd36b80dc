import { type Address, getCreate2Address, zeroHash } from "viem";
import type { ContractName, Deployment } from "../deployment/Deployment.ts";
import type { BundleContract } from "./Bundle.ts";
import { create2Deployer } from "./create2Deployer.ts";
import { EvidenceError } from "./EvidenceError.ts";

const lower = (address: Address) => address.toLowerCase() as Address;

/** The evidence for the code of some contracts of a deployment, and of the contract that deployed them. */
export function bundleContractsOf(deployment: Deployment, names: readonly ContractName[]): BundleContract[] {
  const centre = lower(deployment.contracts.colophon.address);
  const deployerOf = (name: ContractName): Address =>
    name === "timestamps" || name === "colophon" ? create2Deployer : centre;
  const needed = new Set(names);
  if (names.some((name) => deployerOf(name) === centre)) needed.add("colophon");
  return [...needed].map((name) => {
    const { address, initCodeHash } = deployment.contracts[name];
    const deployer = deployerOf(name);
    const expected = getCreate2Address({ from: deployer, salt: zeroHash, bytecodeHash: initCodeHash });
    if (lower(expected) !== lower(address)) {
      throw new EvidenceError(
        `The deployment says that ${name} is at ${address}, but its code makes the address ${expected}. Use the file that the deployment wrote.`,
      );
    }
    return { name, address: lower(address), deployer, initCodeHash };
  });
}
