import { type Address, getAbiItem } from "viem";
import { licencesAbi } from "../abi/generated.ts";
import type { BlockRef } from "../chain/BlockRef.ts";
import { complianceAt, type LicenceCompliance } from "../chain/complianceAt.ts";
import { getLogsInRanges } from "../chain/getLogsInRanges.ts";
import { mapLimit } from "../chain/mapLimit.ts";
import type { ReadContext } from "../chain/ReadContext.ts";
import { type LicenceRecord, licenceAt, salesAt } from "../chain/readLicence.ts";
import { inParts } from "./inParts.ts";

/** A licence with who granted it and what happened under it. */
export type Grant = LicenceRecord & { licensor: Address; renewals: number; compliance: LicenceCompliance };

const offerEvent = getAbiItem({ abi: licencesAbi, name: "OfferPublished" });
const soldEvent = getAbiItem({ abi: licencesAbi, name: "LicenceSold" });
const renewedEvent = getAbiItem({ abi: licencesAbi, name: "LicenceRenewed" });

/** All licences of works, or all that a licensor ever granted, sublicences included, by a block: the first first. */
export async function grantsAt(
  context: ReadContext,
  { works, licensor }: { works?: readonly bigint[] | undefined; licensor?: Address | undefined },
  block: BlockRef,
): Promise<Grant[]> {
  const { client, deployment } = context;
  const { address, block: fromBlock } = deployment.contracts.licences;
  const range = { address, fromBlock, toBlock: block.number };
  if (works?.length === 0) return [];
  // An offer's log can be found by its work but not by its licensor: then all of them are read.
  const args = works === undefined ? undefined : { work: works };
  const published = await getLogsInRanges(client, { ...range, event: offerEvent, ...(args && { args }) });
  const mine = published.filter(
    ({ args: { details } }) => licensor === undefined || details.licensor.toLowerCase() === licensor.toLowerCase(),
  );
  const licensors = new Map(mine.map((log) => [log.args.offer, log.args.details.licensor]));
  const ids = [...licensors.keys()];
  const sold = (
    await mapLimit(inParts(ids), 4, (offer) => getLogsInRanges(client, { ...range, event: soldEvent, args: { offer } }))
  ).flat();
  sold.sort((a, b) => Number(a.blockNumber - b.blockNumber) || a.logIndex - b.logIndex);
  const licences = sold.map(({ args: { licence } }) => licence);
  const parts = mapLimit(inParts(licences), 4, (part) => salesAt(context, part, block));
  const sales = parts.then((maps) => new Map(maps.flatMap((map) => [...map])));
  const grants = await mapLimit(sold, 8, async ({ args: { licence, offer } }): Promise<Grant | undefined> => {
    const record = await licenceAt(context, licence, sales, block);
    if (record === undefined) return undefined;
    const [renewals, compliance] = await Promise.all([
      getLogsInRanges(client, { ...range, event: renewedEvent, args: { licence } }),
      complianceAt(context, record, block),
    ]);
    return { ...record, licensor: licensors.get(offer) as Address, renewals: renewals.length, compliance };
  });
  return grants.filter((grant) => grant !== undefined);
}
