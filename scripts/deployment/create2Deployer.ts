import { create2Deployer as address } from "@colophon/sdk";
import { getAddress, keccak256, type Provider, type Signer, Transaction } from "ethers";

/** The public CREATE2 deployer, as Ethereum's libraries write an address. */
export const create2Deployer = getAddress(address);

const codeHash = "0x2fa86add0aed31f33a762c9d88e807c475bd51d0f52bd0955754b2608f7e4989";

const transaction =
  "0xf8a58085174876e800830186a08080b853604580600e600039806000f350fe7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf31ba02222222222222222222222222222222222222222222222222222222222222222a02222222222222222222222222222222222222222222222222222222222222222";

/** What it costs to make it: its own transaction, which its signature fixes, and one that gives its account the money. */
export const create2DeployerCost = costOf(Transaction.from(transaction));

function costOf({ gasLimit, gasPrice }: Transaction) {
  if (gasPrice === null) throw new Error("The transaction of the CREATE2 deployer names no price.");
  return { gas: gasLimit, gasPrice, total: gasLimit * gasPrice, funding: 21_000n };
}

/** Whether a chain has the CREATE2 deployer. Throws if something else is at its address. */
export async function findCreate2Deployer(provider: Provider): Promise<boolean> {
  const code = await provider.getCode(create2Deployer);
  if (code === "0x") return false;
  if (keccak256(code) !== codeHash) throw new Error(`The code at ${create2Deployer} is not the CREATE2 deployer.`);
  return true;
}

/** Deploys the CREATE2 deployer if this chain lacks it. Says whether it had to. */
export async function ensureCreate2Deployer(signer: Signer, provider: Provider): Promise<boolean> {
  if (await findCreate2Deployer(provider)) return false;

  const { from } = Transaction.from(transaction);
  if (!from) throw new Error("The transaction of the CREATE2 deployer is not signed.");
  const missing = create2DeployerCost.total - (await provider.getBalance(from));
  if (missing > 0n) await (await signer.sendTransaction({ to: from, value: missing })).wait();
  try {
    await (await provider.broadcastTransaction(transaction)).wait();
  } catch (cause) {
    if (await findCreate2Deployer(provider)) return false;
    throw new Error(
      `This chain has no CREATE2 deployer at ${create2Deployer} and does not take the transaction that makes it ` +
        "(it was signed for any chain, at 100 gwei). Ask the chain's operators for the deployer, then run this again.",
      { cause },
    );
  }
  if (!(await findCreate2Deployer(provider)))
    throw new Error(`The CREATE2 deployer did not appear at ${create2Deployer}.`);
  return true;
}
