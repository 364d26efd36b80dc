import { recordedDeployments } from "../abi/deployments.ts";
import { type Deployment, parseDeployment } from "./deployment.ts";

/** Where each contract is on every chain that has it. What is at these addresses can only be this release's code. */
export { contractAddresses } from "../abi/deployments.ts";

/** The public deployments that this release knows of. Anybody can make one on another chain, at the same addresses. */
export const deployments: readonly Deployment[] = recordedDeployments.map(parseDeployment);

/**
 * The deployment on a chain, if this release knows one.
 *
 * @param chainId The number of the chain, such as 1 for Ethereum.
 * @returns The addresses and the block of each contract; undefined for a chain without a recorded deployment.
 */
export function deploymentOf(chainId: number): Deployment | undefined {
  return deployments.find((deployment) => deployment.chainId === chainId);
}
