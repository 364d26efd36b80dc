import type { network } from "hardhat";
import { deployContracts } from "../../scripts/deployment/deployContracts.ts";

type Connection = Awaited<ReturnType<typeof network.create>>;

/** The whole system on Hardhat's own chain, deployed as on a real one by an account that does nothing else. */
export async function deploySystem({ ethers }: Pick<Connection, "ethers">) {
  const signer = (await ethers.getSigners()).at(-1);
  if (!signer) throw new Error("Hardhat's chain has no accounts.");
  const deployment = await deployContracts({ signer });
  const { timestamps, colophon, works, terms, offers, licences, compliance, royalties, agreements, assignments } =
    deployment.contracts;
  return {
    deployment,
    timestamps: await ethers.getContractAt("Timestamps", timestamps.address),
    colophon: await ethers.getContractAt("Colophon", colophon.address),
    works: await ethers.getContractAt("Works", works.address),
    terms: await ethers.getContractAt("Terms", terms.address),
    offers: await ethers.getContractAt("Offers", offers.address),
    licences: await ethers.getContractAt("Licences", licences.address),
    compliance: await ethers.getContractAt("Compliance", compliance.address),
    royalties: await ethers.getContractAt("Royalties", royalties.address),
    agreements: await ethers.getContractAt("Agreements", agreements.address),
    assignments: await ethers.getContractAt("Assignments", assignments.address),
  };
}
