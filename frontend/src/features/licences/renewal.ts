import { forever, mostPeriods, renewsUnder } from "@colophon/sdk";
import type { BlockRef, LicenceRecord, OfferRecord } from "@colophon/sdk/read";
import type { Address } from "viem";
import { formatNumber } from "../../lib/format.ts";
import { offerStateNow } from "../../lib/offers.ts";
import { parseWhole } from "../../lib/parse.ts";

/** The open offers under which a licence can be renewed by an account: of its work, its parent and its terms. */
export function renewalOffers(
  records: readonly OfferRecord[],
  licence: Pick<LicenceRecord, "work" | "parent" | "terms">,
  { block, payer }: { block: BlockRef; payer: Address | undefined },
): OfferRecord[] {
  return records.filter(
    (record) => renewsUnder(record.offer, licence, payer) && offerStateNow(record, block) === "open",
  );
}

/** How many periods a licence has now: what was bought and renewed. */
export function periodsOf({ start, end, terms }: Pick<LicenceRecord, "start" | "end" | "terms">): number {
  return Math.round((end - start) / terms.onchain.duration);
}

/** When a licence ends after it is renewed: the periods follow its end, so that renewing early loses no day. */
export function renewedEnd(licence: Pick<LicenceRecord, "start" | "end" | "terms">, periods: number): number {
  return Math.min(forever, licence.end + periods * licence.terms.onchain.duration);
}

type ParsedPeriods = { ok: true; periods: number } | { ok: false; error: string };

/** Reads how many periods somebody wants to add; as many as the contract and the offer allow. */
export function parsePeriods(text: string, now: number, left: number): ParsedPeriods {
  const room = Math.min(left, mostPeriods - now);
  const parsed = parseWhole(text, {
    ask: "Type a whole number from 1, with digits only.",
    most: room,
    over:
      left <= mostPeriods - now
        ? `This offer has room for ${formatNumber(left)}. Type that or less.`
        : `A licence has at most ${formatNumber(mostPeriods)} periods. Type less.`,
  });
  return parsed.ok ? { ok: true, periods: Number(parsed.value) } : parsed;
}
