import { ColophonError, digestOf, FormatError, type Holder, holderTree, parseHolders, totalUnits } from "@colophon/sdk";
import { royaltiesAbi } from "@colophon/sdk/abi";
import {
  type ContentFinding,
  getLogsInRanges,
  type ReadContext,
  readAtHead,
  readMetadata,
  type WorkRecord,
} from "@colophon/sdk/read";
import { getAbiItem, zeroAddress } from "viem";
import { currentShares, type Share, type UnitMove } from "./shares.ts";
import { useFinding } from "./useFinding.ts";

/** Who holds a work's royalty units, and how it came to that. */
type SharesFound = { shares: Share[]; moves: UnitMove[] };

/** Who holds a work's royalty units now. */
export function useShares(work: WorkRecord | undefined) {
  return useFinding(
    work && {
      key: ["shares", work.id.toString()],
      read: (context) =>
        readAtHead(context, async (block): Promise<SharesFound> => {
          const [given, moves] = await Promise.all([
            readGivenShares(context, work),
            readUnitMoves(context, work.id, block.number),
          ]);
          if (given.status !== "found") throw new ColophonError(given.sentence);
          return { shares: currentShares(given.value, moves), moves };
        }),
    },
  );
}

/**
 * To whom the units were given at registration: the claimant, or the list whose root is on the chain. The first
 * metadata names the list, whatever a later controller publishes.
 */
async function readGivenShares(
  { store }: ReadContext,
  work: Pick<WorkRecord, "claimant" | "holdersRoot" | "versions">,
): Promise<ContentFinding<readonly Holder[]>> {
  if (work.holdersRoot === undefined) {
    return { status: "found", value: [{ account: work.claimant, units: totalUnits }] };
  }
  const [registration] = work.versions;
  if (!store || !registration)
    return { status: "unknown", sentence: "There is no content store to read the list of holders from." };
  const metadata = await readMetadata(store, registration.metadataDigest);
  if (metadata.status !== "found") return metadata;
  const { holders: link } = metadata.value;
  if (!link) return { status: "not-found", sentence: "The first metadata does not say where the list of holders is." };
  const result = await store.get(digestOf(link.list));
  if (result.status !== "found") return result;
  try {
    const holders = parseHolders(result.bytes);
    if (holderTree(holders).root !== work.holdersRoot) {
      return {
        status: "invalid",
        sentence: "The list of holders is not the one that was registered, so it is refused.",
      };
    }
    return { status: "found", value: holders.holders };
  } catch (error) {
    if (error instanceof FormatError) return { status: "invalid", sentence: error.shortMessage };
    throw error;
  }
}

const event = getAbiItem({ abi: royaltiesAbi, name: "Transfer" });

/** Every transfer of a work's units up to a block, in order. Taking units moves nothing: they were theirs before. */
export async function readUnitMoves(
  { client, deployment }: ReadContext,
  work: bigint,
  toBlock: number,
): Promise<UnitMove[]> {
  const { address, block: fromBlock } = deployment.contracts.royalties;
  const logs = await getLogsInRanges(client, { address, event, args: { id: work }, fromBlock, toBlock });
  return logs
    .filter(({ args }) => args.sender !== zeroAddress && args.sender !== args.receiver && args.amount > 0n)
    .map(({ args, blockNumber, logIndex }) => ({
      from: args.sender,
      to: args.receiver,
      units: Number(args.amount),
      block: Number(blockNumber),
      logIndex,
    }));
}
