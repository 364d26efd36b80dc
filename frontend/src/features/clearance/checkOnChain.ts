import {
  type Finding,
  type OfferRecord,
  type ReadContext,
  readGrants,
  readOffers,
  readPermission,
  territoriesBitmapOf,
  uses,
} from "@colophon/sdk";
import { offersForUse } from "../../lib/terms/offersForUse.ts";
import type { ClearedWork } from "./ClearanceAnswer.ts";
import type { ClearanceQuestion } from "./ClearanceQuestion.ts";

export type ChainVerdict = {
  verdict: ClearedWork["verdict"];
  /** Open offers that allow the use, by their verified deeds. */
  offers: OfferRecord[];
  sentence: string;
};

type Asked = Pick<ClearanceQuestion, "use" | "territory" | "from" | "until" | "account">;

/** The same question for one work, answered by the contracts alone. */
export async function checkOnChain(context: ReadContext, work: bigint, asked: Asked): Promise<Finding<ChainVerdict>> {
  const { use, territory, from, until, account } = asked;
  const offers = await readOffers(context, work);
  if (offers.status !== "found") return offers;
  const bit = territoriesBitmapOf([territory]);
  const useBit = 1n << BigInt(uses.find(({ id }) => id === use)?.bit ?? 255);
  const open = offersForUse(offers.value, offers.block, use).filter(
    ({ terms, offer }) =>
      (terms.onchain.territories & bit) !== 0n &&
      (BigInt(offer.buyer) === 0n || offer.buyer.toLowerCase() === account?.toLowerCase()),
  );
  if (account) {
    const permission = await readPermission(context, { account, work, use, territory, from, until });
    if (permission.status !== "found") return permission;
    const { allowed, because } = permission.value;
    if (allowed) {
      const sentence =
        because === "controller" ? "The account controls this work." : "The account holds a licence that covers it.";
      return { status: "found", block: permission.block, value: { verdict: "held", offers: open, sentence } };
    }
  }
  const grants = await readGrants(context, { work });
  if (grants.status !== "found") return grants;
  const taken = grants.value.some(
    ({ terms: { onchain }, start, end, holder }) =>
      onchain.exclusivity > 0 &&
      (onchain.uses & useBit) !== 0n &&
      (onchain.territories & bit) !== 0n &&
      start <= until &&
      from < end &&
      holder.toLowerCase() !== account?.toLowerCase(),
  );
  const found = (verdict: ClearedWork["verdict"], sentence: string): Finding<ChainVerdict> => ({
    status: "found",
    block: grants.block,
    value: { verdict, offers: open, sentence },
  });
  if (taken) return found("conflict", "A sole or exclusive licence of somebody else covers this use.");
  if (open.length > 0) return found("offered", "An open offer allows it.");
  return found("none", "No open offer allows it.");
}
