import type { Address, WalletClient } from "viem";
import type { Config, Connector } from "wagmi";
import { getWalletClient } from "wagmi/actions";

export type GetWalletParameters = { account: Address; chainId: number; connector: Connector | undefined };

/** The connected wallet, for signing. Load this file when somebody signs: much of viem comes with it. */
export function getWallet(config: Config, parameters: GetWalletParameters): Promise<WalletClient> {
  return getWalletClient(config, parameters) as Promise<WalletClient>;
}
