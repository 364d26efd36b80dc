import { concat, getCreate2Address, keccak256, type Signer, ZeroHash } from "ethers";
import { create2Deployer, ensureCreate2Deployer } from "./create2Deployer.ts";
import { readArtifact } from "./readArtifact.ts";

export type Token = { address: string; symbol: string; name: string; decimals: number };

/** Deploys the play money of the local chain, if it is not there yet. */
export async function deployDemoToken(signer: Signer): Promise<Token> {
  const { provider } = signer;
  if (!provider) throw new Error("The signer is not connected to a chain.");
  const { bytecode } = await readArtifact("test/mocks/DemoToken.sol");
  const address = getCreate2Address(create2Deployer, ZeroHash, keccak256(bytecode));
  if ((await provider.getCode(address)) === "0x") {
    await ensureCreate2Deployer(signer, provider);
    const sent = await signer.sendTransaction({ to: create2Deployer, data: concat([ZeroHash, bytecode]) });
    await sent.wait();
  }
  return { address, symbol: "dUSD", name: "Demo Dollar", decimals: 6 };
}
