import { type Address, getAbiItem } from "viem";
import { offersAbi } from "../abi/generated.ts";
import { type OnchainConditions, periodStartOf } from "../model/conditions.ts";
import { formatId, isSameAddress } from "../model/ids.ts";
import { derivativeRules, exclusivities } from "../model/terms.ts";
import { percentOfShare } from "../model/units.ts";
import { complianceAt, type LicenceCompliance } from "../read/compliance.ts";
import type { BlockRef, ReadContext } from "../read/finding.ts";
import { type LicenceRecord, licenceAt, salesAt } from "../read/licences.ts";
import { getLogsInRanges, mapLimit } from "../read/logs.ts";
import type { TermsRecord } from "../read/terms.ts";
import type { DeedKind } from "../terms/deed.ts";
import { territories, territoriesOfBitmap } from "../terms/territories.ts";
import { fieldHashOf, purposeOf, purposesOfBitmap, useOf, usesOfBitmap } from "../terms/uses.ts";
import { blockBefore, type DocumentRow, documentHead, type StatementDocument } from "./document.ts";
import { inParts } from "./logBodies.ts";
import { registerSections } from "./registerSections.ts";
import { StatementError } from "./statement.ts";

export type ReadRegisterParameters = {
  /** All that this account ever granted, */
  licensor?: Address | undefined;
  /** or all licences of this work. With both: what the account granted of the work. */
  work?: bigint | undefined;
  /** Seconds since 1970: as the register stood then; as it stands now if missing. */
  until?: number | undefined;
};

/**
 * The register of licences: what was granted to whom, on which terms, what it cost, what was reported and what is owed.
 *
 * @throws {StatementError} if neither licensor nor work is named, and viem's errors when the node can't be reached.
 */
export async function readRegister(
  context: ReadContext,
  { licensor, work, until }: ReadRegisterParameters,
): Promise<StatementDocument> {
  if (licensor === undefined && work === undefined) {
    throw new StatementError("Name a licensor or a work: a register is about what somebody granted, or of a work.");
  }
  const block = await blockBefore(context, until);
  const head = documentHead(context.deployment, {
    kind: "register",
    title: "Licence register",
    subject: { ...(licensor && { licensor }), ...(work !== undefined && { work: formatId(work, "work") }) },
    block,
    sections: registerSections,
    period: { from: undefined, until },
    limits: ["Licences that were agreed without the contracts are not in it."],
  });
  async function* rows(): AsyncGenerator<DocumentRow, void> {
    yield* registerRows(await grantsAt(context, { licensor, works: work === undefined ? undefined : [work] }, block));
  }
  return { head, rows: rows() };
}

/** A licence with who granted it and what happened under it. */
export type Grant = LicenceRecord & { licensor: Address; renewals: number; compliance: LicenceCompliance };

const offerEvent = getAbiItem({ abi: offersAbi, name: "OfferPublished" });

const soldEvent = getAbiItem({ abi: offersAbi, name: "LicenceSold" });

const renewedEvent = getAbiItem({ abi: offersAbi, name: "LicenceRenewed" });

/** All licences of works, or all that a licensor ever granted, sublicences included, by a block: the first first. */
export async function grantsAt(
  context: ReadContext,
  { works, licensor }: { works?: readonly bigint[] | undefined; licensor?: Address | undefined },
  block: BlockRef,
): Promise<Grant[]> {
  const { client, deployment } = context;
  const { address, block: fromBlock } = deployment.contracts.offers;
  const range = { address, fromBlock, toBlock: block.number };
  if (works?.length === 0) return [];
  // An offer's log can be found by its work but not by its licensor: then all of them are read.
  const args = works === undefined ? undefined : { work: works };
  const published = await getLogsInRanges(client, { ...range, event: offerEvent, ...(args && { args }) });
  const mine = published.filter(
    ({ args: { details } }) => licensor === undefined || isSameAddress(details.licensor, licensor),
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

/** What conditions ask of revenue and units, tier by tier. */
function rateWords({ tiers, byRevenue }: OnchainConditions): string {
  const asked = tiers.map(({ from, share, perUnit }) => {
    const parts = [
      ...(share > 0 ? [`${percentOfShare(share)} % of revenue`] : []),
      ...(perUnit > 0n ? [`${perUnit} base units a unit`] : []),
    ];
    const since = from === 0n ? "" : ` from ${from} ${byRevenue ? "base units of revenue" : "units"} on`;
    return `${parts.join(" and ") || "nothing"}${since}`;
  });
  return asked.join("; ");
}
const deedWords: Record<DeedKind, string> = {
  generated: "matches",
  annexes: "matches, with annexes",
  own: "the parties' own",
  contradicts: "DIFFERS from the contracts",
};

const deedWordsOf = ({ terms: { deed } }: Grant): string =>
  deed.status === "found" ? deedWords[deed.value.kind] : "deed not at hand";

function licenceRow(grant: Grant): DocumentRow {
  const { id: licence, work, serial, parent, licensor, holder, seats, start, endsAt: end, state, renewals } = grant;
  const { sale, terms } = grant;
  const { buyer, currency, price, version, at } = sale;
  const row = {
    ...{ licence, work, serial, parent, licensor, buyer, holder, seats, version, ...licensedScope(terms) },
    ...{ start, end, state, renewals, currency, price, terms: terms.id, deed: terms.onchain.deed },
    ...{ words: deedWordsOf(grant), time: at.time, transaction: at.transaction },
  };
  return { section: "licences", row };
}

function* reportRows({ id: licence, start, endsAt, compliance }: Grant): Generator<DocumentRow, void> {
  const { conditions } = compliance;
  const currency = conditions?.currency;
  const startOf = (period: number) => (conditions ? periodStartOf(conditions, start, period) : undefined);
  const rate = conditions && rateWords(conditions);
  for (const report of compliance.reports.toReversed()) {
    const { period, reporter, units, revenue, owed, digest: details, corrected, at } = report;
    const { time, transaction } = at;
    const said = { licence, period, reporter, unitsReported: String(units), currency, revenue, rate, owed };
    const next = startOf(period + 1);
    const dates = { periodFrom: startOf(period), periodUntil: next && Math.min(next, endsAt) };
    yield { section: "reports", row: { ...said, ...dates, corrected: corrected?.time, details, time, transaction } };
  }
}

function* debtPaymentRows({ id: licence, compliance }: Grant): Generator<DocumentRow, void> {
  const currency = compliance.conditions?.currency;
  for (const { payer, amount, withheld, certificate, at } of compliance.payments.toReversed()) {
    const { time, transaction } = at;
    yield {
      section: "payments",
      row: { licence, payer, currency, debtPaid: amount, withheld, certificate, time, transaction },
    };
  }
}

function* dueRows({ id: licence, holder, compliance }: Grant): Generator<DocumentRow, void> {
  const { rules, conditions, account, due, arrears } = compliance;
  if (rules === "none") return;
  const known = rules === "other" ? "kept by another contract" : conditions ? "known" : "conditions not at hand";
  const row = {
    ...{ licence, holder, known, currency: conditions?.currency },
    ...{ earned: account.owed, paidInAll: account.paid, advance: conditions?.advance },
    advanceLeft: conditions && (conditions.advance > account.owed ? conditions.advance - account.owed : 0n),
    ...{ debt: due?.debt, credit: due?.credit, periods: arrears?.periods, minimum: arrears?.minimum },
  };
  yield { section: "due", row };
}

function* noticeRows({ id: licence, compliance }: Grant): Generator<DocumentRow, void> {
  for (const { licensor, evidence, cures, state, dispute, answers, at } of compliance.notices.toReversed()) {
    const { time, transaction } = at;
    const row = { licence, licensor, state, cures, answers: answers.length, arbitrator: dispute?.arbitrator };
    yield { section: "notices", row: { ...row, evidence, time, transaction } };
  }
}

/** The rows of the tables, in order. */
export function* registerRows(grants: readonly Grant[]): Generator<DocumentRow, void> {
  for (const grant of grants) yield licenceRow(grant);
  for (const rowsOf of [reportRows, debtPaymentRows, dueRows, noticeRows]) {
    for (const grant of grants) yield* rowsOf(grant);
  }
}

/** The name of the field, if a deed that was found says it and the terms prove it; else the hash of it. */
function fieldWords({ onchain, deed }: TermsRecord): string {
  if (BigInt(onchain.field) === 0n) return "every field";
  const said = deed.status === "found" ? (deed.value.deed?.terms.field ?? "all") : "all";
  return fieldHashOf(said) === onchain.field ? said : onchain.field;
}

/** What terms allow, in the words that people choose them by. Bits without a word are named by their number. */
export function licensedScope(terms: TermsRecord) {
  const { onchain } = terms;
  const acts = usesOfBitmap(onchain.uses);
  const ends = purposesOfBitmap(onchain.purposes);
  const where = territoriesOfBitmap(onchain.territories);
  const codes = where.territories === "worldwide" ? [] : where.territories;
  return {
    uses: [...acts.uses.map((id) => useOf(id).label), ...acts.unknown.map((bit) => `use ${bit}`)],
    purposes: [...ends.purposes.map((id) => purposeOf(id).label), ...ends.unknown.map((bit) => `purpose ${bit}`)],
    territories:
      where.territories === "worldwide"
        ? ["Worldwide"]
        : [
            ...codes.map((code) => territories.find((known) => known.code === code)?.name ?? code),
            ...where.unknown.map((bit) => `territory ${bit}`),
          ],
    field: fieldWords(terms),
    exclusivity: exclusivities[onchain.exclusivity] ?? String(onchain.exclusivity),
    derivatives: derivativeRules[onchain.derivatives] ?? String(onchain.derivatives),
  };
}
