/**
 * Deploys Colophon to the chain that Hardhat is told to use, and records it in deployments/<chainId>.json:
 *
 *   npx hardhat keystore set COLOPHON_RPC_URL
 *   npx hardhat keystore set COLOPHON_DEPLOYER_KEY
 *   npm run deploy -- --network live
 */
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { network } from "hardhat";
import { deployContracts } from "./deployment/deployContracts.ts";

const { ethers, networkConfig } = await network.getOrCreate();
const { chainId } = await ethers.provider.getNetwork();
const [signer] = await ethers.getSigners();
if (!signer) throw new Error("There is no account to deploy with. Set COLOPHON_DEPLOYER_KEY in Hardhat's keystore.");

const balance = await ethers.provider.getBalance(signer.address);
console.log(`Chain ${chainId}, paid by ${signer.address}, which has ${ethers.formatEther(balance)} ETH`);

// Hardhat's own chain ends with this process, so a deployment there is a rehearsal and its record is worth nothing.
const rehearsal = networkConfig.type === "edr-simulated";
const folder = rehearsal
  ? join(tmpdir(), `colophon-rehearsal-${process.pid}`)
  : join(import.meta.dirname, "../deployments");
const file = join(folder, `${chainId}.json`);
await deployContracts({ signer, file, log: console.log });

if (rehearsal) {
  await rm(folder, { recursive: true });
  console.log("This was a rehearsal on a chain that is gone now. Name one with --network.");
} else {
  console.log(`Recorded in deployments/${chainId}.json`);
}
