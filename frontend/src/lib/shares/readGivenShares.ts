import {
  type ContentFinding,
  digestOf,
  FormatError,
  type Holder,
  holderTree,
  parseHolders,
  type ReadContext,
  readMetadata,
  totalUnits,
  type WorkRecord,
} from "@colophon/sdk";

/**
 * To whom the units were given at registration: the claimant, or the list whose root is on the chain. The first
 * metadata names the list, whatever a later controller publishes.
 */
export async function readGivenShares(
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
