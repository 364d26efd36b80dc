import type { Address } from "viem";

/**
 * The public CREATE2 deployer (github.com/Arachnid/deterministic-deployment-proxy), in lower case. Its address follows
 * from a transaction whose signature was made up, so nobody has its key and it is the same on every chain.
 */
export const create2Deployer: Address = "0x4e59b44847b379578588920ca78fbf26c0b4956c";
