import { forever, isSameAddress } from "@colophon/sdk";
import type { ClearedItem, ClearedWork } from "@colophon/sdk/index-api";
import {
  type BlockRef,
  type Finding,
  isLicensed,
  type LicenceRecord,
  type OfferRecord,
  type ReadContext,
  readConflict,
  readGrants,
  readOffers,
  readPermission,
} from "@colophon/sdk/read";
import { fieldHashOf, purposesBitmapOf, termsConflict, territoriesBitmapOf, usesBitmapOf } from "@colophon/sdk/terms";
import { wordFor } from "../../../lib/format.ts";
import { inSentence } from "../../../lib/labels.ts";
import { offersForUse } from "../../../lib/offers.ts";
import type { BadgeTone } from "../../../ui/notice.tsx";
import type { ClearanceQuestion } from "./question.ts";

export type VerdictCode = ClearedItem["verdict"];

/** Each verdict in a word or two, in the order in which a report counts them. */
export const verdicts: Record<VerdictCode, { word: string; tone: BadgeTone }> = {
  held: { word: "Covered", tone: "ok" },
  offered: { word: "Can be licensed", tone: "accent" },
  conflict: { word: "Taken by another licence", tone: "danger" },
  none: { word: "No offer", tone: "warning" },
  "unknown-file": { word: "Not found in this index", tone: "neutral" },
  "unknown-work": { word: "No such work in this index", tone: "neutral" },
};

/** A verdict within a sentence, after a number. */
export const verdictInSentence = (code: VerdictCode): string => inSentence(verdicts[code].word);

export type ChainVerdict = {
  verdict: ClearedWork["verdict"];
  /** Offers that allow the use and could be bought now, by their verified deeds. */
  offers: OfferRecord[];
  sentence: string;
};

type Asked = Pick<ClearanceQuestion, "use" | "purpose" | "field" | "territory" | "from" | "until" | "account">;

/** Offers that are looked at: each takes a few questions to the chain. */
const mostOffers = 20;

/**
 * The same question for one work, answered by the contracts and by what their logs name: a licence of the account or its
 * control of the work first, then an offer that would be sold now and lasts as long, then what stands in the way.
 */
export async function checkOnChain(context: ReadContext, work: bigint, asked: Asked): Promise<Finding<ChainVerdict>> {
  const { use, purpose, field, territory, from, until, account } = asked;
  const [published, grants] = await Promise.all([readOffers(context, work), readGrants(context, { work })]);
  if (published.status !== "found") return published;
  if (grants.status !== "found") return grants;
  const { block } = grants;
  const found = (verdict: ClearedWork["verdict"], offers: OfferRecord[], sentence: string): Finding<ChainVerdict> => ({
    status: "found",
    block,
    value: { verdict, offers, sentence },
  });

  const permission = account
    ? await readPermission(context, { account, work, use, purpose, field, territory, from, until })
    : undefined;
  if (permission && permission.status !== "found") return permission;
  const offers: OfferRecord[] = [];
  for (const record of offersFor(published.value, block, asked).slice(0, mostOffers)) {
    const sold = await wouldBeSold(context, record, { ...asked, until: Math.max(until, block.time) });
    if (sold.status !== "found") return sold.status === "unknown" ? sold : found("none", [], "It changed meanwhile.");
    if (sold.value) offers.push(record);
  }

  if (permission?.value.allowed) {
    const { because } = permission.value;
    return found(
      "held",
      offers,
      because === "controller"
        ? "The account controls this work, and no exclusive licence stands in the way."
        : "The account holds a licence that covers it.",
    );
  }
  if (offers.length > 0) {
    return found("offered", offers, wordFor(offers.length, "An offer allows it.", `${offers.length} offers allow it.`));
  }
  const taken = grants.value.find((grant) => excludes(grant, asked));
  return taken
    ? found("conflict", [], `Licence ${taken.serial}, which somebody else holds, excludes others from this use.`)
    : found("none", [], "Nothing that could be bought now allows it.");
}

/** Open offers that the account may buy, allow the use and last as long as it. */
function offersFor(records: readonly OfferRecord[], block: BlockRef, asked: Asked): OfferRecord[] {
  const bit = territoriesBitmapOf([asked.territory]);
  return offersForUse(records, block, asked).filter(
    ({ terms: { onchain }, offer: { buyer, starts } }) =>
      (onchain.territories & bit) !== 0n &&
      starts <= Math.max(asked.from, block.time) &&
      (onchain.duration === forever || Math.max(starts, block.time) + onchain.duration >= asked.until) &&
      (BigInt(buyer) === 0n || isSameAddress(buyer, asked.account)),
  );
}

/** Whether no licence that was sold already stands in the way, and a licence above it lasts as long as the use. */
async function wouldBeSold(
  context: ReadContext,
  { offer, terms }: OfferRecord,
  { use, purpose, field, territory, until }: Asked,
): Promise<Finding<boolean>> {
  const { work, parent, licensor, starts } = offer;
  const conflict = await readConflict(context, { work, parent, starts, terms: terms.onchain });
  if (conflict.status !== "found") return conflict;
  const free = conflict.value.licences.length === 0 && conflict.value.enforced === undefined;
  if (!free || parent === 0n) return { ...conflict, value: free };
  const intended = { use, purpose, field, territory };
  const above = await isLicensed(context, { account: licensor, licence: parent, ...intended, time: until });
  return above.status === "found" ? { ...above, value: above.value.licensed } : above;
}

/** Whether a licence of somebody else is sole or exclusive for this use, there and at that time. */
function excludes({ terms: { onchain }, start, endsAt, holder }: LicenceRecord, asked: Asked): boolean {
  const field = fieldHashOf(asked.field ?? "all");
  const wanted = {
    uses: usesBitmapOf([asked.use]),
    purposes: purposesBitmapOf([asked.purpose]),
    territories: territoriesBitmapOf([asked.territory]),
    ...{ field, exclusivity: 0 },
  };
  // What is in no field that terms name is in nobody's.
  const inIt = BigInt(onchain.field) === 0n || BigInt(onchain.field) === BigInt(field);
  return (
    inIt &&
    termsConflict(onchain, wanted) &&
    start <= asked.until &&
    (asked.from < endsAt || endsAt === forever) &&
    !isSameAddress(holder, asked.account)
  );
}
