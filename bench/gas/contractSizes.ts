import type { GasBench } from "./createGasBench.ts";

/** No contract may be larger: the chain's own limit is 24,576. */
export const MOST_BYTES = 20_000;

/** How many bytes of code each deployed contract has. */
export async function contractSizes(bench: GasBench): Promise<[name: string, bytes: number][]> {
  const { ethers, royalties, people } = bench;
  const contracts = {
    Timestamps: await bench.timestamps.getAddress(),
    Colophon: await bench.colophon.getAddress(),
    Works: await bench.works.getAddress(),
    Terms: await bench.registry.getAddress(),
    Offers: await bench.offers.getAddress(),
    Licences: await bench.licences.getAddress(),
    Compliance: await bench.compliance.getAddress(),
    Royalties: await royalties.getAddress(),
    Agreements: await bench.agreements.getAddress(),
    Assignments: await bench.assignments.getAddress(),
    Till: await madeTill(),
  };
  return Promise.all(
    Object.entries(contracts).map(
      async ([name, address]): Promise<[string, number]> => [
        name,
        ethers.dataLength(await ethers.provider.getCode(address)),
      ],
    ),
  );

  async function madeTill() {
    await (await bench.register(people.stranger, "with a till")).wait();
    const work = await bench.workOf(people.stranger, "with a till");
    const till = await royalties.tillOf(work);
    await (await people.stranger.sendTransaction({ to: till, value: 1n })).wait();
    await (await royalties.sweep(work, ethers.ZeroAddress, ethers.MaxUint256)).wait();
    return till;
  }
}
