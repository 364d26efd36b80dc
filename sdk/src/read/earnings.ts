import { type Address, getAbiItem, type Hex, zeroHash } from "viem";
import { royaltiesAbi, worksAbi } from "../abi/generated.ts";
import { categories } from "../model/categories.ts";
import { allShares, stepsPerClaim, totalUnits } from "../model/constants.ts";
import { isSameAddress } from "../model/ids.ts";
import { shareOf } from "../model/units.ts";
import { readMetadata } from "./content.ts";
import { type BlockRef, type Finding, type ReadContext, readAtHead } from "./finding.ts";
import { type Holding, holdingAt, readHolding, type WorkShares } from "./holdings.ts";
import { getLogsInRanges, mapLimit } from "./logs.ts";
import type { WorkSummary } from "./works.ts";

/** Why an account's income from a work in one currency is what it is. All in the currency's smallest unit. */
export type CurrencyEarnings = {
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  /** What the work has received in its lifetime: paid into it, or settled from works made from it. */
  received: bigint;
  /** Of that, what belongs to the holders: the rest is owed to the works it is made from. */
  kept: bigint;
  /** What the account has earned with the units it has taken or got: claimed and claimable. */
  entitled: bigint;
  claimed: bigint;
  /** What one claim sends: of the first `stepsPerClaim` changes of its units, and all that came after if there are no more. */
  claimable: bigint;
  /** What its units that are not taken yet have earned: it becomes claimable when they are taken. */
  notYetTaken: bigint;
  /** How many earlier changes of its units the next claim has to count. */
  steps: number;
};

export type WorkEarnings = {
  work: Pick<WorkSummary, "id" | "claimant" | "controller" | "category" | "contentRoot" | "metadata">;
  holding: Holding;
  currencies: CurrencyEarnings[];
};

export type Earnings = {
  account: Address;
  works: WorkEarnings[];
  /** What could not be looked at, in sentences: shares may be missing from the list. */
  gaps: string[];
};

const registeredEvent = getAbiItem({ abi: worksAbi, name: "WorkRegistered" });
const takenEvent = getAbiItem({ abi: royaltiesAbi, name: "UnitsTaken" });
const transferEvent = getAbiItem({ abi: royaltiesAbi, name: "Transfer" });
const paidEvent = getAbiItem({ abi: royaltiesAbi, name: "Paid" });
const settledEvent = getAbiItem({ abi: royaltiesAbi, name: "Settled" });
const claimedEvent = getAbiItem({ abi: royaltiesAbi, name: "Claimed" });

/** The works in which an account may have units: those it claimed, touched, or that have a list of holders. */
async function candidatesAt(context: ReadContext, account: Address, block: BlockRef) {
  const { client, deployment, store } = context;
  const { works, royalties } = deployment.contracts;
  const units = { address: royalties.address, fromBlock: royalties.block, toBlock: block.number };
  const [registered, taken, received] = await Promise.all([
    getLogsInRanges(client, {
      address: works.address,
      event: registeredEvent,
      fromBlock: works.block,
      toBlock: block.number,
    }),
    getLogsInRanges(client, { ...units, event: takenEvent, args: { holder: account } }),
    getLogsInRanges(client, { ...units, event: transferEvent, args: { receiver: account } }),
  ]);
  const touched = new Set([...taken.map(({ args }) => args.work), ...received.map(({ args }) => args.id)]);
  const mine = registered.filter(
    ({ args }) => touched.has(args.work) || args.holdersRoot !== zeroHash || isSameAddress(args.claimant, account),
  );
  return mapLimit(mine, 8, async ({ args }) => {
    const { work: id, claimant, contentRoot, holdersRoot, metadataDigest } = args;
    const metadata = await readMetadata(store, metadataDigest);
    const shares: WorkShares = {
      id,
      claimant,
      contentRoot,
      holdersRoot: holdersRoot === zeroHash ? undefined : holdersRoot,
      metadata,
    };
    return { shares, metadataDigest, touched: touched.has(id) };
  });
}

/** What a list shows of a work now: it may have been revised or sold since its registration. */
async function currentOf(
  { client, deployment, store }: ReadContext,
  shares: WorkShares,
  registeredDigest: Hex,
  block: BlockRef,
): Promise<WorkEarnings["work"]> {
  const { controller, category, metadataDigest } = await client.readContract({
    address: deployment.contracts.works.address,
    abi: worksAbi,
    functionName: "workOf",
    args: [shares.id],
    blockNumber: BigInt(block.number),
  });
  const { id, claimant, contentRoot } = shares;
  const metadata = metadataDigest === registeredDigest ? shares.metadata : await readMetadata(store, metadataDigest);
  return { id, claimant, controller, category: categories[category]?.id ?? "other", contentRoot, metadata };
}

/** What is said of income that one claim does not count to its end; undefined for a title that cannot be read. */
export function stepsGap(title: string | undefined): string {
  const work = title === undefined ? "A work" : `“${title}”`;
  return `${work}: units moved more than ${stepsPerClaim} times since the last withdrawal. What comes from the first ${stepsPerClaim} is counted here; withdraw it, and the rest shows.`;
}

/** Every work and currency in which an account holds units or could take some, and why each figure is what it is. */
export function readEarnings(context: ReadContext, account: Address): Promise<Finding<Earnings>> {
  return readAtHead(context, async (block) => {
    const { client, deployment } = context;
    const { address, block: fromBlock } = deployment.contracts.royalties;
    const gaps: string[] = [];
    const candidates = await candidatesAt(context, account, block);
    const holdings = await mapLimit(candidates, 8, async ({ shares, metadataDigest, touched }) => {
      const holding = await holdingAt(context, shares, account, block);
      if (holding.gap !== undefined) gaps.push(holding.gap);
      return touched || holding.toTake ? { shares, metadataDigest, holding } : undefined;
    });
    const held = holdings.filter((entry) => entry !== undefined);
    if (held.length === 0) return { account, works: [], gaps: [...new Set(gaps)] };

    const range = { address, fromBlock, toBlock: block.number };
    const ids = held.map(({ shares }) => shares.id);
    const [payments, settlements, claims] = await Promise.all([
      getLogsInRanges(client, { ...range, event: paidEvent, args: { work: ids } }),
      getLogsInRanges(client, { ...range, event: settledEvent, args: { parent: ids } }),
      getLogsInRanges(client, { ...range, event: claimedEvent, args: { holder: account } }),
    ]);
    const works = await mapLimit(held, 4, async ({ shares, metadataDigest, holding }): Promise<WorkEarnings> => {
      const work = await currentOf(context, shares, metadataDigest, block);
      const paid = payments.filter(({ args }) => args.work === work.id).map(({ args }) => args.currency);
      const settled = settlements.filter(({ args }) => args.parent === work.id).map(({ args }) => args.currency);
      const currencies = [...new Set([...paid, ...settled])];
      const read = { address, abi: royaltiesAbi, blockNumber: BigInt(block.number) } as const;
      const keptParts = BigInt(await client.readContract({ ...read, functionName: "keptOf", args: [work.id] }));
      return {
        work,
        holding,
        currencies: await Promise.all(
          currencies.map(async (currency) => {
            const args = [work.id, currency, account] as const;
            const [received, claimable, steps] = await Promise.all([
              client.readContract({ ...read, functionName: "received", args: [work.id, currency] }),
              client.readContract({ ...read, functionName: "claimable", args: [...args, stepsPerClaim] }),
              client.readContract({ ...read, functionName: "stepsOf", args }),
            ]);
            const claimed = claims
              .filter((log) => log.args.work === work.id && log.args.currency === currency)
              .reduce((sum, log) => sum + log.args.amount, 0n);
            const kept = shareOf(received, keptParts);
            const toTake = BigInt(holding.toTake?.units ?? 0);
            const notYetTaken = (received * keptParts * toTake) / (BigInt(allShares) * BigInt(totalUnits));
            if (steps > stepsPerClaim)
              gaps.push(stepsGap(work.metadata.status === "found" ? work.metadata.value.name : undefined));
            const entitled = claimed + claimable;
            return { currency, received, kept, entitled, claimed, claimable, notYetTaken, steps: Number(steps) };
          }),
        ),
      };
    });
    return { account, works, gaps: [...new Set(gaps)] };
  });
}

export type ClaimableParameters = {
  work: bigint;
  /** An ERC-20 token, or the zero address for ETH. */
  currency: Address;
  holder: Address;
  /** How many earlier changes of units the claim counts at most; stepsPerClaim when missing. */
  maxSteps?: bigint;
};

/** What one claim of a holder would send, and what has to be taken before it. */
export type Claimable = Pick<Holding, "toTake" | "gap"> & {
  /** In the currency's smallest unit, with what units that are not taken yet have earned. */
  amount: bigint;
};

/** What waits for one holder of a work in one currency; "not found" if there is no such work. */
export async function readClaimable(
  context: ReadContext,
  { work, currency, holder, maxSteps = stepsPerClaim }: ClaimableParameters,
): Promise<Finding<Claimable>> {
  const holding = await readHolding(context, { work, account: holder });
  if (holding.status !== "found") return holding;
  const { toTake, gap } = holding.value;
  return readAtHead(context, async (block) => {
    const { client, deployment } = context;
    const { address } = deployment.contracts.royalties;
    const read = { address, abi: royaltiesAbi, blockNumber: BigInt(block.number) } as const;
    const [claimable, received, kept] = await Promise.all([
      client.readContract({ ...read, functionName: "claimable", args: [work, currency, holder, maxSteps] }),
      client.readContract({ ...read, functionName: "received", args: [work, currency] }),
      client.readContract({ ...read, functionName: "keptOf", args: [work] }),
    ]);
    const untaken = BigInt(toTake?.units ?? 0);
    const amount = claimable + (received * BigInt(kept) * untaken) / (BigInt(allShares) * BigInt(totalUnits));
    return { amount, toTake, gap };
  });
}
