import type { ContractName } from "@colophon/sdk";
import { startMemoryChain } from "../local/chain.ts";
import { deployContracts } from "./deployContracts.ts";
import { planCompiled } from "./planDeployment.ts";

/** What a deployment costs, and what it makes. */
export type Rehearsed = {
  /** The gas that the transaction of this contract takes. */
  gas: bigint;
  /** The code at its address afterwards, with the addresses of the others and everything else it is built with. */
  code: string;
};

/**
 * Deploys everything to a chain in this process's memory that has the same number, and tells what came of it. Since every
 * address follows from the code, and nothing else but the chain's number enters it, the real chain must end with the very
 * same bytes.
 *
 * @param chainId The number of the chain that is deployed to.
 */
export async function rehearse(chainId: number): Promise<Record<ContractName, Rehearsed>> {
  const connection = await startMemoryChain({ chainId });
  try {
    const { provider } = connection.ethers;
    const [signer] = await connection.ethers.getSigners();
    if (!signer) throw new Error("Hardhat's chain has no accounts.");
    const { contracts } = await deployContracts({ signer });
    const parts = (await planCompiled()).map(async ({ name, address }) => {
      // Each transaction has a block of its own there.
      const [block, code] = await Promise.all([provider.getBlock(contracts[name].block), provider.getCode(address)]);
      if (!block) throw new Error(`The rehearsal lost the block of ${name}.`);
      return [name, { gas: block.gasUsed, code }] as const;
    });
    return Object.fromEntries(await Promise.all(parts)) as Record<ContractName, Rehearsed>;
  } finally {
    await connection.close();
  }
}
