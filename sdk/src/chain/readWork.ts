import { type Address, getAbiItem, type Hex, zeroHash } from "viem";
import { licencesAbi, worksAbi } from "../abi/generated.ts";
import { formatId } from "../ids/formatId.ts";
import { type CategoryId, categories } from "../metadata/categories.ts";
import type { Metadata } from "../metadata/Metadata.ts";
import type { BlockRef, EventRef } from "./BlockRef.ts";
import { eventRefs } from "./eventRefs.ts";
import type { ContentFinding, Finding } from "./Finding.ts";
import { find } from "./find.ts";
import { getLogsInRanges } from "./getLogsInRanges.ts";
import { isMissingToken } from "./isMissingToken.ts";
import { MissingLogsError } from "./MissingLogsError.ts";
import type { ReadContext } from "./ReadContext.ts";
import { readMetadata } from "./readMetadata.ts";

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
  /** The only terms under which it may be offered, because it was made under share-alike; undefined for other works. */
  shareAlike: Hex | undefined;
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
  const required = state.then((found) => {
    if (!found?.shareAlike) return undefined;
    return client.readContract({
      address: deployment.contracts.licences.address,
      abi: licencesAbi,
      functionName: "shareAlikeOf",
      args: [id],
      blockNumber: BigInt(block.number),
    });
  });
  const [work, shareAlike, registrations, revisions, disclosures, metadata] = await Promise.all([
    state,
    required,
    getLogsInRanges(client, { ...range, event: registeredEvent }),
    getLogsInRanges(client, { ...range, event: revisedEvent }),
    getLogsInRanges(client, { ...range, event: disclosedEvent }),
    state.then((found) => found && readMetadata(store, found.metadataDigest)),
  ]);
  const registration = registrations[0];
  if (work === undefined || metadata === undefined) return undefined;
  if (registration === undefined) throw new MissingLogsError(`work ${formatId(id, "work")}`);
  const refs = await eventRefs(client, [registration, ...revisions, ...disclosures]);
  const ref = (index: number) => refs[index] as EventRef;
  const { claimant, contentRoot, salt, metadataDigest, holdersRoot } = registration.args;
  return {
    id,
    claimant,
    controller: work.controller,
    category: categories[work.category]?.id ?? "other",
    resaleRoyalty: work.resaleRoyalty,
    shareAlike,
    contentRoot,
    holdersRoot: holdersRoot === zeroHash ? undefined : holdersRoot,
    metadataDigest: work.metadataDigest,
    metadata,
    registered: ref(0),
    versions: [
      { revision: 0, contentRoot, salt, metadataDigest, previous: undefined, at: ref(0) },
      ...revisions.map(({ args }, i) => ({
        revision: Number(args.revision),
        contentRoot: args.contentRoot,
        salt: args.salt,
        metadataDigest: args.metadataDigest,
        previous: args.previous,
        at: ref(1 + i),
      })),
    ],
    disclosures: disclosures.map(({ args }, i) => ({
      digest: args.digest,
      contentRoot: args.contentRoot,
      at: ref(1 + revisions.length + i),
    })),
  };
}

/** A work by its number, with its versions, its findable files and its metadata. */
export function readWork(context: ReadContext, id: bigint): Promise<Finding<WorkRecord>> {
  return find(context, (block) => workAt(context, id, block));
}
