import { type Address, getAbiItem } from "viem";
import { licencesAbi } from "../abi/generated.ts";
import type { BlockRef } from "./BlockRef.ts";
import type { Finding } from "./Finding.ts";
import { find } from "./find.ts";
import { getLogsInRanges } from "./getLogsInRanges.ts";
import { mapLimit } from "./mapLimit.ts";
import type { ReadContext } from "./ReadContext.ts";
import { type LicenceRecord, licenceAt, salesAt } from "./readLicence.ts";

const event = getAbiItem({ abi: licencesAbi, name: "Transfer" });

/** The licences that an account holds at a block, the latest first. */
export async function licencesOfAt(context: ReadContext, account: Address, block: BlockRef): Promise<LicenceRecord[]> {
  const { address, block: fromBlock } = context.deployment.contracts.licences;
  const logs = await getLogsInRanges(context.client, {
    address,
    event,
    args: { to: account },
    fromBlock,
    toBlock: block.number,
  });
  const ids = [...new Set(logs.reverse().map(({ args }) => args.tokenId))];
  const sales = salesAt(context, ids, block);
  const licences = await mapLimit(ids, 8, (id) => licenceAt(context, id, sales, block));
  return licences.filter((licence) => licence?.holder.toLowerCase() === account.toLowerCase()) as LicenceRecord[];
}

/** The licences that an account holds, the latest first; an empty list if there are none. */
export function readLicencesOf(context: ReadContext, account: Address): Promise<Finding<LicenceRecord[]>> {
  return find(context, (block) => licencesOfAt(context, account, block));
}
