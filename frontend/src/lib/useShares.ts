import { digestOf, explainError, FormatError, type Holder, holderTree, parseHolders, totalUnits } from "@colophon/sdk";
import { royaltiesAbi } from "@colophon/sdk/abi";
import {
  type ContentFinding,
  getLogsInRanges,
  type ReadContext,
  readMetadata,
  type WorkRecord,
} from "@colophon/sdk/read";
import { useQuery } from "@tanstack/react-query";
import { getAbiItem, zeroAddress } from "viem";
import { currentShares, type Share, type UnitMove } from "./shares.ts";
import { useReadContext } from "./useFinding.ts";

type SharesFinding =
  | { status: "found"; shares: Share[]; moves: UnitMove[]; block: number }
  | { status: "unknown"; sentence: string };

/** Who holds a work's royalty units now. */
export function useShares(work: WorkRecord | undefined) {
  const context = useReadContext();
  return useQuery({
    queryKey: ["shares", context.deployment.chainId, work?.id.toString()],
    enabled: work !== undefined,
    queryFn: async (): Promise<SharesFinding> => {
      if (!work) return { status: "unknown", sentence: "There is no work to read." };
      try {
        const block = Number(await context.client.getBlockNumber({ cacheTime: 0 }));
        const [given, moves] = await Promise.all([
          readGivenShares(context, work),
          readUnitMoves(context, work.id, block),
        ]);
        if (given.status !== "found") return { status: "unknown", sentence: given.sentence };
        return { status: "found", shares: currentShares(given.value, moves), moves, block };
      } catch (error) {
        return { status: "unknown", sentence: explainError(error).sentence };
      }
    },
  });
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
