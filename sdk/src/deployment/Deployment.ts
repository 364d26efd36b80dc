import type { Address, Hex } from "viem";

export type ContractName = "timestamps" | "colophon" | "works" | "terms" | "licences" | "compliance" | "royalties";

export type DeployedContract = {
  address: Address;
  /** The block it was deployed in: nothing of ours is older. */
  block: number;
  initCodeHash: Hex;
};

/** Where the contracts are on one chain: deployments/<chainId>.json. */
export type Deployment = { chainId: number; contracts: Record<ContractName, DeployedContract> };
