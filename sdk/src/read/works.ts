import { type Address, getAbiItem, type Hex, zeroHash } from "viem";
import { licencesAbi, worksAbi } from "../abi/generated.ts";
import type { Metadata } from "../content/metadata.ts";
import { type CategoryId, categories } from "../model/categories.ts";
import { formatId } from "../model/ids.ts";
import { readMetadata } from "./content.ts";
import {
  type BlockRef,
  type ContentFinding,
  type EventRef,
  type Finding,
  isMissingToken,
  missingLogs,
  type ReadContext,
  readAtHead,
} from "./finding.ts";
import { getLogsInRanges, mapLimit, withPlaces } from "./logs.ts";

/** The registration, or one of the revisions. */
export type WorkVersion = {
  /** 0 for the registration. */
  revision: number;
  contentRoot: Hex;
  salt: Hex;
  metadataDigest: Hex;
  /** The head before it; undefined for the registration. */
  previous: Hex | undefined;
  at: EventRef;
};

/** What the licences that a work was made under ask of its offers. */
export type Bounds = {
  /** The name of the only terms that it may be offered under; undefined if it may be any. */
  shareAlike: Hex | undefined;
  /** What works made from it must owe it at least, in parts per billion. */
  least: number;
  /** Whether no work may be made from it. */
  endsHere: boolean;
};

export type WorkRecord = {
  id: bigint;
  claimant: Address;
  /** Who owns the token now. */
  controller: Address;
  category: CategoryId;
  /** The root that it was registered with. */
  contentRoot: Hex;
  /** What sellers of its token are asked to pay to its till (ERC-2981), in hundredths of a per cent. */
  resaleRoyalty: number;
  /** What it may be offered for, because of the licences that it was made under; undefined if they ask nothing. */
  bounds: Bounds | undefined;
  /** The root of the tree of royalty holders; undefined if all units belong to the claimant. */
  holdersRoot: Hex | undefined;
  /** Of the current metadata. */
  metadataDigest: Hex;
  metadata: ContentFinding<Metadata>;
  registered: EventRef;
  /** The registration first, then every revision. */
  versions: WorkVersion[];
  /** Files that the controller made findable. */
  disclosures: { digest: Hex; contentRoot: Hex; at: EventRef }[];
};

const registeredEvent = getAbiItem({ abi: worksAbi, name: "WorkRegistered" });

const revisedEvent = getAbiItem({ abi: worksAbi, name: "WorkRevised" });

const disclosedEvent = getAbiItem({ abi: worksAbi, name: "FileDisclosed" });

async function boundsAt({ client, deployment }: ReadContext, work: bigint, block: BlockRef): Promise<Bounds> {
  const { shareAlike, least, endsHere } = await client.readContract({
    address: deployment.contracts.licences.address,
    abi: licencesAbi,
    functionName: "boundsOf",
    args: [work],
    blockNumber: BigInt(block.number),
  });
  return { shareAlike: BigInt(shareAlike) === 0n ? undefined : shareAlike, least, endsHere };
}

/** A work at a block, or undefined if it isn't registered. */
export async function workAt(context: ReadContext, id: bigint, block: BlockRef): Promise<WorkRecord | undefined> {
  const { client, deployment, store } = context;
  const { address, block: fromBlock } = deployment.contracts.works;
  const range = { address, args: { work: id }, fromBlock, toBlock: block.number };
  const state = client
    .readContract({ address, abi: worksAbi, functionName: "workOf", args: [id], blockNumber: BigInt(block.number) })
    .catch((error: unknown) => {
      if (isMissingToken(error)) return undefined;
      throw error;
    });
  const [work, bounds, registrations, revisions, disclosures, metadata] = await Promise.all([
    state,
    state.then((found) => (found?.bound ? boundsAt(context, id, block) : undefined)),
    getLogsInRanges(client, { ...range, event: registeredEvent }),
    getLogsInRanges(client, { ...range, event: revisedEvent }),
    getLogsInRanges(client, { ...range, event: disclosedEvent }),
    state.then((found) => found && readMetadata(store, found.metadataDigest)),
  ]);
  if (work === undefined || metadata === undefined) return undefined;
  const [[registration], later, disclosed] = await Promise.all([
    withPlaces(client, registrations),
    withPlaces(client, revisions),
    withPlaces(client, disclosures),
  ]);
  if (registration === undefined) throw missingLogs(`work ${formatId(id, "work")}`);
  const { claimant, contentRoot, salt, metadataDigest, holdersRoot } = registration.args;
  return {
    id,
    claimant,
    controller: work.controller,
    category: categories[work.category]?.id ?? "other",
    resaleRoyalty: work.resaleRoyalty,
    bounds,
    contentRoot,
    holdersRoot: holdersRoot === zeroHash ? undefined : holdersRoot,
    metadataDigest: work.metadataDigest,
    metadata,
    registered: registration.at,
    versions: [
      { revision: 0, contentRoot, salt, metadataDigest, previous: undefined, at: registration.at },
      ...later.map(({ args, at }) => ({
        revision: Number(args.revision),
        contentRoot: args.contentRoot,
        salt: args.salt,
        metadataDigest: args.metadataDigest,
        previous: args.previous,
        at,
      })),
    ],
    disclosures: disclosed.map(({ args, at }) => ({
      digest: args.digest,
      contentRoot: args.contentRoot,
      at,
    })),
  };
}

/** Who controls each of many works, in few questions; a number that is not registered is missing. */
export function readControllers(context: ReadContext, ids: readonly bigint[]): Promise<Finding<Map<bigint, Address>>> {
  const { client, deployment } = context;
  const { address } = deployment.contracts.works;
  return readAtHead(context, async ({ number }) => {
    const owners = await mapLimit(ids, 8, async (id) => {
      const read = {
        address,
        abi: worksAbi,
        functionName: "ownerOf",
        args: [id],
        blockNumber: BigInt(number),
      } as const;
      return client.readContract(read).catch((error: unknown) => {
        if (isMissingToken(error)) return undefined;
        throw error;
      });
    });
    return new Map(ids.flatMap((id, i) => (owners[i] === undefined ? [] : [[id, owners[i] as Address] as const])));
  });
}

/** A work by its number, with its versions, its findable files and its metadata. */
export function readWork(context: ReadContext, id: bigint): Promise<Finding<WorkRecord>> {
  return readAtHead(context, (block) => workAt(context, id, block));
}

export type WorkSummary = {
  id: bigint;
  claimant: Address;
  controller: Address;
  category: CategoryId;
  contentRoot: Hex;
  holdersRoot: Hex | undefined;
  revisions: number;
  metadataDigest: Hex;
  metadata: ContentFinding<Metadata>;
  registered: EventRef;
};

export type WorkList = {
  /** The latest first. */
  works: WorkSummary[];
  /** Give it back to get the next page; undefined at the end. */
  next: { block: number; logIndex: number } | undefined;
};

export type ReadWorksParameters = {
  limit?: number;
  /** The `next` of the page before. */
  before?: { block: number; logIndex: number } | undefined;
  /** Only works registered after this block. */
  after?: number;
  /** Only works first claimed by this account. */
  claimant?: Address;
};

const listedEvent = getAbiItem({ abi: worksAbi, name: "WorkRegistered" });

/** Blocks that are looked through at first; doubled while too little is found. */
const firstWindow = 50_000;

/** Works by their registration, the latest first, a page at a time. */
export function readWorks(
  context: ReadContext,
  { limit = 24, before, after = 0, claimant }: ReadWorksParameters = {},
): Promise<Finding<WorkList>> {
  const { client, deployment, store } = context;
  const { address } = deployment.contracts.works;
  const first = Math.max(deployment.contracts.works.block, after + 1);
  return readAtHead(context, async (block) => {
    type Log = Awaited<ReturnType<typeof getLogsInRanges<typeof listedEvent>>>[number];
    const found: Log[] = [];
    let toBlock = Math.min(before?.block ?? block.number, block.number);
    // One more than the page shows whether another page follows.
    for (let window = firstWindow; found.length <= limit && toBlock >= first; window *= 2) {
      const fromBlock = Math.max(first, toBlock - window + 1);
      const args = claimant && { claimant };
      const logs = await getLogsInRanges(client, {
        address,
        event: listedEvent,
        ...(args && { args }),
        fromBlock,
        toBlock,
      });
      const fresh = logs.filter(
        (log) =>
          before === undefined ||
          Number(log.blockNumber) < before.block ||
          (Number(log.blockNumber) === before.block && log.logIndex < before.logIndex),
      );
      found.push(...fresh.reverse());
      toBlock = fromBlock - 1;
    }
    const page = await withPlaces(client, found.slice(0, limit));
    const works = await mapLimit(page, 8, async ({ args, at }): Promise<WorkSummary> => {
      const state = await client.readContract({
        address,
        abi: worksAbi,
        functionName: "workOf",
        args: [args.work],
        blockNumber: BigInt(block.number),
      });
      return {
        id: args.work,
        claimant: args.claimant,
        controller: state.controller,
        category: categories[state.category]?.id ?? "other",
        contentRoot: args.contentRoot,
        holdersRoot: args.holdersRoot === zeroHash ? undefined : args.holdersRoot,
        revisions: state.revisions,
        metadataDigest: state.metadataDigest,
        metadata: await readMetadata(store, state.metadataDigest),
        registered: at,
      };
    });
    const last = page.at(-1)?.at;
    const more = found.length > limit && last !== undefined;
    return { works, next: more ? { block: last.block, logIndex: last.logIndex } : undefined };
  });
}

/** That one work is made from another. */
export type Derivation = {
  work: bigint;
  /** The earlier work. */
  parent: bigint;
  /** The licence that allowed it. */
  source: bigint;
  /** What the earlier work is owed of everything the new one receives, in parts per billion. */
  share: number;
  at: EventRef;
};

const derivedEvent = getAbiItem({ abi: worksAbi, name: "WorkDerived" });

/** Derivations by the new work or by the earlier one. */
export async function derivationsAt(
  { client, deployment }: ReadContext,
  args: { work: bigint | readonly bigint[] } | { parent: bigint },
  block: BlockRef,
): Promise<Derivation[]> {
  const { address, block: fromBlock } = deployment.contracts.works;
  const logs = await getLogsInRanges(client, { address, event: derivedEvent, args, fromBlock, toBlock: block.number });
  const derivations = await withPlaces(client, logs);
  return derivations.map(({ args: { work, parent, source, share }, at }) => ({ work, parent, source, share, at }));
}

/** The works that a work is made from, as its registration recorded them; an empty list if there are none. */
export function readParents(context: ReadContext, work: bigint): Promise<Finding<Derivation[]>> {
  return readAtHead(context, (block) => derivationsAt(context, { work }, block));
}

/** The works that were made from a work under its licences, the latest first; an empty list if there are none. */
export function readDerivatives(context: ReadContext, work: bigint): Promise<Finding<Derivation[]>> {
  return readAtHead(context, async (block) => (await derivationsAt(context, { parent: work }, block)).reverse());
}
