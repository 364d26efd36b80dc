import { type Address, getAbiItem, zeroHash } from "viem";
import { royaltiesAbi, worksAbi } from "../abi/generated.ts";
import { type Holders, holderTree } from "../core/holders.ts";
import { totalUnits } from "../model/constants.ts";
import { isSameAddress } from "../model/ids.ts";
import { readHolders, readMetadata } from "../read/content.ts";
import type { BlockRef, ReadContext } from "../read/finding.ts";
import { type EventLog, getLogsInRanges, mapLimit } from "../read/logs.ts";
import { inParts, type LogBody } from "./logBodies.ts";

const registeredEvent = getAbiItem({ abi: worksAbi, name: "WorkRegistered" });
const takenEvent = getAbiItem({ abi: royaltiesAbi, name: "UnitsTaken" });

type Registered = EventLog<typeof registeredEvent>;

export type GivenShares = {
  /** Events "given" of the account, and "unlisted" of works whose list of holders is not at hand. */
  entries: LogBody[];
  /** The works that these are about. */
  works: bigint[];
};

/**
 * The units that an account was given at the registration of works, whether they are taken or not. What the chain knows
 * is asked of it: who took units, at any time up to the latest block, was given them, and so was the claimant of a work
 * without a list of holders. A list comes from the content store, or as a file, if its root is the registered one.
 *
 * @param lists Lists of holders as files. Those of other works are passed over.
 */
export async function givenSharesAt(
  context: ReadContext,
  { holder, work, lists = [] }: { holder: Address; work?: bigint | undefined; lists?: readonly Holders[] | undefined },
  block: BlockRef,
): Promise<GivenShares> {
  const { client, deployment, store } = context;
  const { works, royalties } = deployment.contracts;
  const latest = Math.max(block.number, Number(await client.getBlockNumber()));
  const toLatest = { address: royalties.address, event: takenEvent, fromBlock: royalties.block, toBlock: latest };
  const [registered, taken] = await Promise.all([
    getLogsInRanges(client, {
      ...{ address: works.address, event: registeredEvent, fromBlock: works.block, toBlock: block.number },
      ...(work !== undefined && { args: { work } }),
    }),
    getLogsInRanges(client, { ...toLatest, args: { holder, ...(work !== undefined && { work }) } }),
  ]);
  const takenOf = new Map(taken.map(({ args }) => [args.work, args.units]));
  const files = new Map(lists.map((list) => [holderTree(list).root, list]));
  const entries: LogBody[] = [];
  const dark: Registered[] = [];
  const give = (log: Registered, units: bigint, shownBy: "claimant" | "list" | "taken") =>
    entries.push({ log, body: { type: "given", work: log.args.work, holder, units, shownBy } });

  await mapLimit(registered, 8, async (log) => {
    const { work: id, claimant, holdersRoot, metadataDigest } = log.args;
    const units = takenOf.get(id);
    if (units !== undefined) return give(log, units, "taken");
    if (holdersRoot === zeroHash) {
      return isSameAddress(claimant, holder) ? give(log, BigInt(totalUnits), "claimant") : undefined;
    }
    let list = files.get(holdersRoot);
    if (list === undefined && store !== undefined) {
      const read = await readHolders(store, await readMetadata(store, metadataDigest), holdersRoot);
      if (read.status === "found") list = read.value.holders;
    }
    if (list === undefined) return dark.push(log);
    const own = list.holders.find(({ account }) => isSameAddress(account, holder));
    return own && give(log, BigInt(own.units), "list");
  });

  const parts = inParts(dark.map(({ args }) => args.work));
  const others = await mapLimit(parts, 4, (some) => getLogsInRanges(client, { ...toLatest, args: { work: some } }));
  const left = new Map(dark.map((log) => [log.args.work, { log, units: BigInt(totalUnits) }]));
  for (const { args } of others.flat()) {
    const rest = left.get(args.work);
    if (rest) rest.units -= args.units;
  }
  for (const { log, units } of left.values()) {
    if (units > 0n) entries.push({ log, body: { type: "unlisted", work: log.args.work, units } });
  }
  return { entries, works: [...new Set(entries.map(({ log }) => (log as Registered).args.work))] };
}
