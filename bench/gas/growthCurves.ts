import { allShares } from "@colophon/sdk";
import { id, ZeroAddress } from "ethers";
import type { GasBench } from "./createGasBench.ts";

type Curve = { job: string; against: string; points: [size: number, gas: number][] };

const ALL = BigInt(allShares);

/** How the cost of a job grows with what it must not depend on. Every measured call is a repeat. */
export async function growthCurves(bench: GasBench): Promise<Curve[]> {
  const { royalties, licences, colophon, gasOf, register, workOf, buy, pay, move, people } = bench;
  const { creator, buyer, second, holder } = people;
  const curves: Curve[] = [];

  /** A new work of the creator, its units taken. */
  async function fresh(name: string) {
    await (await register(creator, name)).wait();
    const work = await workOf(creator, name);
    await bench.takeAll(creator, work, name);
    return work;
  }
  async function paying(work: bigint) {
    await (await pay(buyer, work, ZeroAddress, 1_000n)).wait();
    return gasOf(pay(buyer, work, ZeroAddress, 1_000n));
  }
  /** The third of three with money in between: every slot but the new step's has been written before. */
  async function moving(work: bigint) {
    let gas = 0;
    for (let i = 0; i < 3; i++) {
      await (await pay(buyer, work, ZeroAddress, 1_000n)).wait();
      gas = await gasOf(move(creator, holder, work));
    }
    return gas;
  }
  async function curve(job: string, against: string, sizes: number[], measured: (size: number) => Promise<number>) {
    const points: Curve["points"] = [];
    for (const size of sizes) points.push([size, await measured(size)]);
    curves.push({ job, against, points });
  }

  await fresh("the first of the account");
  await curve("register", "holders", [1, 10, 100, 1_000], async (size) => {
    const accounts = Array.from({ length: size }, (_, i) => id(`holder ${i}`).slice(0, 42));
    const { root } = bench.holderTree(accounts);
    return gasOf(register(creator, `register ${size}`, root));
  });
  await curve("pay", "holders", [1, 10, 100, 1_000], async (size) => {
    const accounts = Array.from({ length: size }, (_, i) => id(`holder ${i}`).slice(0, 42));
    await (await register(creator, `held by ${size}`, bench.holderTree(accounts).root)).wait();
    return paying(await workOf(creator, `held by ${size}`));
  });

  const line = await bench.line(creator, "line", 101, ALL / 2n);
  const depths = [1, 10, 50, 100];
  const at = (depth: number) => line[depth] as bigint;
  await curve("pay", "ancestors", depths, async (depth) => paying(at(depth)));
  for (const depth of depths) await bench.takeAll(creator, at(depth), `line ${depth}`);
  await curve("transfer units", "ancestors", depths, async (depth) => moving(at(depth)));
  await curve("buy", "ancestors", depths, async (depth) => {
    const offer = await bench.publish(at(depth), creator, bench.terms("bought"), 1_000n);
    await (await buy(buyer, offer)).wait();
    return gasOf(buy(buyer, offer));
  });
  await curve("derive", "ancestors", depths, async (depth) => {
    const offer = await bench.offerOf(
      at(depth),
      creator,
      bench.terms("derivatives", { derivatives: 1n, upstreamShare: ALL / 2n }),
      0n,
    );
    await (await buy(second, offer)).wait();
    const source = [await bench.lastLicence(at(depth))];
    await (await register(second, `first from ${depth}`, undefined, source)).wait();
    return gasOf(register(second, `from ${depth}`, undefined, source));
  });

  const tokens: string[] = [];
  const inCurrencies = async (name: string, size: number) => {
    const work = await fresh(`${name} ${size}`);
    while (tokens.length < size) tokens.push(await bench.deployToken());
    for (const token of tokens.slice(0, size)) await (await pay(buyer, work, token, 10n)).wait();
    return work;
  };
  await curve("pay", "currencies", [1, 10, 50], async (size) => paying(await inCurrencies("paid in", size)));
  await curve("transfer units", "currencies", [1, 10, 50], async (size) =>
    moving(await inCurrencies("moved in", size)),
  );

  await curve("buy", "licences sold", [1, 10, 100, 1_000], async (size) => {
    const work = await fresh(`sold ${size} times`);
    const offer = await bench.publish(work, creator, bench.terms("sold"), 0n);
    const purchase = await bench.purchaseOf(offer, second);
    for (let sold = 0; sold < size; sold += 50) {
      const count = Math.min(50, size - sold);
      const calls = Array.from({ length: count }, () => bench.step(licences, "buy", [offer, purchase]));
      await (await colophon.batch(calls)).wait();
    }
    await (await buy(buyer, offer)).wait();
    return gasOf(buy(buyer, offer));
  });
  await curve("settle one work", "ancestors", depths, async (depth) => {
    await (await royalties.settle([at(depth)], ZeroAddress)).wait();
    await (await pay(buyer, at(depth), ZeroAddress, 1_000n)).wait();
    return gasOf(royalties.settle([at(depth)], ZeroAddress));
  });
  return curves;
}
