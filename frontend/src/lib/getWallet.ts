import type { Address, WalletClient } from "viem";
import type { Config, Connector } from "wagmi";
import { getCapabilities, getWalletClient } from "wagmi/actions";

export type GetWalletParameters = { account: Address; chainId: number; connector: Connector | undefined };

/** The connected wallet, for signing. Load this file when somebody signs: much of viem comes with it. */
export function getWallet(config: Config, parameters: GetWalletParameters): Promise<WalletClient> {
  return getWalletClient(config, parameters) as Promise<WalletClient>;
}

/** What the connected wallet can do (EIP-5792); from here, so that the two come as one file. */
export { getCapabilities };
