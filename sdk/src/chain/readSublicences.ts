import { getAbiItem } from "viem";
import { licencesAbi } from "../abi/generated.ts";
import type { BlockRef } from "./BlockRef.ts";
import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import { getLogsInRanges } from "./getLogsInRanges.ts";
import { mapLimit } from "./mapLimit.ts";
import type { ReadContext } from "./ReadContext.ts";
import { type LicenceRecord, licenceAt, salesAt } from "./readLicence.ts";

const offerEvent = getAbiItem({ abi: licencesAbi, name: "OfferPublished" });
const soldEvent = getAbiItem({ abi: licencesAbi, name: "LicenceSold" });

/** The licences of a work that were granted by its controller (parent 0) or under a licence, by a block. */
export async function grantedAt(
  context: ReadContext,
  { work, parent }: { work: bigint; parent: bigint },
  block: BlockRef,
): Promise<LicenceRecord[]> {
  const { client, deployment } = context;
  const { address, block: fromBlock } = deployment.contracts.licences;
  const range = { address, fromBlock, toBlock: block.number };
  const offers = await getLogsInRanges(client, { ...range, event: offerEvent, args: { work } });
  const ids = offers.filter(({ args }) => args.details.parent === parent).map(({ args }) => args.offer);
  if (ids.length === 0) return [];
  const sold = await getLogsInRanges(client, { ...range, event: soldEvent, args: { offer: ids } });
  const licences = sold.reverse().map(({ args }) => args.licence);
  const sales = salesAt(context, licences, block);
  const records = await mapLimit(licences, 8, (id) => licenceAt(context, id, sales, block));
  return records.filter((record) => record !== undefined);
}

/** The sublicences that were granted directly under a licence, the latest first; an empty list if there are none. */
export function readSublicences(context: ReadContext, licence: bigint): Promise<Finding<LicenceRecord[]>> {
  return find(context, (block) => grantedAt(context, { work: licence >> 32n, parent: licence }, block));
}
