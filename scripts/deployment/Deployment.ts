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

export type ContractName = (typeof contractNames)[number];

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
