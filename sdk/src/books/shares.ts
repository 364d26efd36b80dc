import { type Address, getAbiItem, getAddress, zeroHash } from "viem";
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

/** Lists of holders that somebody has as files, by the roots that they make. */
const byRoot = (lists: readonly Holders[]) => new Map(lists.map((list) => [holderTree(list).root, list]));

/** The list of holders that a work was registered with: of the files, or of the content store; undefined if not at hand. */
async function listOf(
  { store }: ReadContext,
  { args: { holdersRoot, metadataDigest } }: Registered,
  files: ReturnType<typeof byRoot>,
): Promise<Holders | undefined> {
  const file = files.get(holdersRoot);
  if (file !== undefined || store === undefined) return file;
  const read = await readHolders(store, await readMetadata(store, metadataDigest), holdersRoot);
  return read.status === "found" ? read.value.holders : undefined;
}

/**
 * Everybody's units of a work at its registration, as far as it can be known: by the list, or else by who took theirs.
 * What is left over may be anybody's.
 */
export async function firstHoldersAt(
  context: ReadContext,
  work: bigint,
  lists: readonly Holders[],
  block: BlockRef,
): Promise<Map<Address, bigint>> {
  const { client, deployment } = context;
  const { works, royalties } = deployment.contracts;
  const range = { address: works.address, event: registeredEvent, fromBlock: works.block, toBlock: block.number };
  const [log] = await getLogsInRanges(client, { ...range, args: { work } });
  if (log === undefined) return new Map();
  if (log.args.holdersRoot === zeroHash) return new Map([[log.args.claimant, BigInt(totalUnits)]]);
  const list = await listOf(context, log, byRoot(lists));
  if (list) return new Map(list.holders.map(({ account, units }) => [getAddress(account), BigInt(units)]));
  const latest = Math.max(block.number, Number(await client.getBlockNumber()));
  const toLatest = { address: royalties.address, event: takenEvent, fromBlock: royalties.block, toBlock: latest };
  const taken = await getLogsInRanges(client, { ...toLatest, args: { work } });
  return new Map(taken.map(({ args }) => [args.holder, args.units]));
}

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
  const { client, deployment } = context;
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
  const files = byRoot(lists);
  const entries: LogBody[] = [];
  const dark: Registered[] = [];
  const give = (log: Registered, units: bigint, shownBy: "claimant" | "list" | "taken") =>
    entries.push({ log, body: { type: "given", work: log.args.work, holder, units, shownBy } });

  await mapLimit(registered, 8, async (log) => {
    const { work: id, claimant, holdersRoot } = log.args;
    const units = takenOf.get(id);
    if (units !== undefined) return give(log, units, "taken");
    if (holdersRoot === zeroHash) {
      return isSameAddress(claimant, holder) ? give(log, BigInt(totalUnits), "claimant") : undefined;
    }
    const list = await listOf(context, log, files);
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
