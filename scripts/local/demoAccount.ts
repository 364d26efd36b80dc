import { HDNodeWallet, type Provider } from "ethers";

const mnemonic = "test test test test test test test test test test test junk";

/** Who deploys on the local chain. Accounts 0 to 2 are the demo people. */
export const deployerIndex = 9;

/** One of the accounts that anvil gives 10,000 ETH. Everybody knows its key. */
export function demoAccount(index: number, provider: Provider): HDNodeWallet {
  return HDNodeWallet.fromPhrase(mnemonic, "", `m/44'/60'/0'/0/${index}`).connect(provider);
}
