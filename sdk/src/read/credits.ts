import type { Address, Hex } from "viem";
import { getAbiItem } from "viem";
import { timestampsAbi } from "../abi/generated.ts";
import type { Credit } from "../content/metadata.ts";
import { creditDigestOf, type NamedCredit } from "../model/credit.ts";
import { isSameAddress } from "../model/ids.ts";
import { type EventRef, type Finding, type ReadContext, readAtHead } from "./finding.ts";
import { getLogsInRanges, withPlaces } from "./logs.ts";

/** A credit of a work, and what the one whom it names has said to it. */
export type CreditStanding = {
  credit: Credit;
  /** When the account that the credit names confirmed it, the first time; undefined if it has not. */
  confirmed: EventRef | undefined;
};

const stampedEvent = getAbiItem({ abi: timestampsAbi, name: "Commit" });

/**
 * The credits of a work in their order, each with its confirmation: the stamp of its digest that the named account sent
 * itself. A stamp of the same digest by anybody else says nothing.
 *
 * @param credits As the description of the work has them.
 */
export function readCredits(
  context: ReadContext,
  { work, credits }: { work: bigint; credits: readonly Credit[] },
): Promise<Finding<CreditStanding[]>> {
  const { client, deployment } = context;
  const place = { chainId: deployment.chainId, works: deployment.contracts.works.address };
  const digestOf = ({ account, name, role }: Credit): Hex | undefined =>
    account && creditDigestOf(place, { work, account, name, role } satisfies NamedCredit);
  return readAtHead(context, async (block) => {
    const accounts = [...new Set(credits.flatMap(({ account }): Address[] => (account ? [account] : [])))];
    const commitments = [...new Set(credits.flatMap((credit) => digestOf(credit) ?? []))];
    if (commitments.length === 0) return credits.map((credit) => ({ credit, confirmed: undefined }));
    const { address, block: fromBlock } = deployment.contracts.timestamps;
    const logs = await getLogsInRanges(client, {
      address,
      event: stampedEvent,
      args: { from: accounts, commitment: commitments },
      fromBlock,
      toBlock: block.number,
    });
    const placed = await withPlaces(client, logs);
    return credits.map((credit) => {
      const { account } = credit;
      const digest = digestOf(credit);
      const own = account
        ? placed.find(({ args }) => args.commitment === digest && isSameAddress(args.from, account))
        : undefined;
      return { credit, confirmed: own?.at };
    });
  });
}
