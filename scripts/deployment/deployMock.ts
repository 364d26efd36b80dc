import { concat, getCreate2Address, keccak256, type Signer, ZeroHash } from "ethers";
import { create2Deployer, ensureCreate2Deployer } from "./create2Deployer.ts";
import { readArtifact } from "./readArtifact.ts";

/** Deploys a contract that only the local chain has, if it is not there yet, and returns its address. */
export async function deployMock(signer: Signer, source: string): Promise<string> {
  const { provider } = signer;
  if (!provider) throw new Error("The signer is not connected to a chain.");
  const { bytecode } = await readArtifact(source);
  const address = getCreate2Address(create2Deployer, ZeroHash, keccak256(bytecode));
  if ((await provider.getCode(address)) === "0x") {
    await ensureCreate2Deployer(signer, provider);
    const sent = await signer.sendTransaction({ to: create2Deployer, data: concat([ZeroHash, bytecode]) });
    await sent.wait();
  }
  return address;
}
