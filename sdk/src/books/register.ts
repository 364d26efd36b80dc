import { type Address, getAbiItem } from "viem";
import { licencesAbi } from "../abi/generated.ts";
import { formatId, isSameAddress } from "../model/ids.ts";
import type { OnchainTerms } from "../model/terms.ts";
import { derivativeRules, exclusivities } from "../model/terms.ts";
import { complianceAt, type LicenceCompliance } from "../read/compliance.ts";
import type { BlockRef, ReadContext } from "../read/finding.ts";
import { type LicenceRecord, licenceAt, salesAt } from "../read/licences.ts";
import { getLogsInRanges, mapLimit } from "../read/logs.ts";
import { territories, territoriesOfBitmap } from "../terms/territories.ts";
import { uses, usesOfBitmap } from "../terms/uses.ts";
import {
  blockBefore,
  type DocumentRow,
  type DocumentSection,
  documentHead,
  type StatementDocument,
} from "./document.ts";
import { inParts } from "./events.ts";
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

/** The tables of a licence register. */
export const registerSections: readonly DocumentSection[] = [
  {
    id: "licences",
    title: "Licences granted",
    intro:
      "Every licence ever granted, sublicences included, the first first. Each is a token of the contract Licences; licenceOf(number) says what it is now.",
    columns: [
      { id: "licence", title: "Licence", kind: "licence" },
      { id: "work", title: "Work", kind: "work" },
      { id: "serial", title: "No.", kind: "count" },
      {
        id: "parent",
        title: "Under licence",
        kind: "licence",
        note: "of a sublicence: the licence that it hangs below",
      },
      { id: "licensor", title: "Licensor", kind: "address" },
      { id: "buyer", title: "Bought by", kind: "address" },
      { id: "holder", title: "Held by now", kind: "address" },
      { id: "seats", title: "Seats", kind: "count" },
      { id: "uses", title: "Uses", kind: "list" },
      { id: "territories", title: "Where", kind: "list" },
      { id: "exclusivity", title: "Exclusivity", kind: "text" },
      { id: "derivatives", title: "New works", kind: "text" },
      { id: "start", title: "From", kind: "time" },
      { id: "end", title: "Until before", kind: "time" },
      {
        id: "state",
        title: "State",
        kind: "text",
        note: "at the block above; a sublicence ends with any licence above it",
      },
      { id: "renewals", title: "Renewals", kind: "count" },
      { id: "currency", title: "Currency", kind: "currency" },
      { id: "price", title: "Price at sale", kind: "amount", note: "for all seats, as the offer asked it" },
      { id: "terms", title: "Terms", kind: "hash" },
      { id: "deed", title: "Deed", kind: "hash", note: "SHA-256 of the text that was agreed" },
      {
        id: "words",
        title: "Deed checked",
        kind: "text",
        note: "whether the deed's words are those that the contracts enforce",
      },
      { id: "time", title: "Granted", kind: "time" },
      { id: "transaction", title: "Transaction", kind: "hash" },
    ],
  },
  {
    id: "reports",
    title: "Usage reports",
    intro: "What licensees reported and paid with it. Whether a report is true, no contract can know.",
    columns: [
      { id: "licence", title: "Licence", kind: "licence" },
      { id: "period", title: "Period", kind: "count", note: "from 0" },
      { id: "licensee", title: "Licensee", kind: "address" },
      { id: "reported", title: "Units reported", kind: "text" },
      { id: "currency", title: "Currency", kind: "currency" },
      { id: "revenue", title: "Revenue reported", kind: "amount" },
      { id: "due", title: "Paid with it", kind: "amount" },
      { id: "deed", title: "Details", kind: "hash", note: "SHA-256 of the detailed report" },
      { id: "time", title: "Reported", kind: "time" },
      { id: "transaction", title: "Transaction", kind: "hash" },
    ],
  },
  {
    id: "arrears",
    title: "Arrears and notices",
    intro:
      "Licences with periods that are over and were not reported, or with a notice of breach that stands: Compliance.arrearsOf and noticeOf.",
    columns: [
      { id: "licence", title: "Licence", kind: "licence" },
      { id: "holder", title: "Held by now", kind: "address" },
      { id: "periods", title: "Periods not reported", kind: "count" },
      { id: "currency", title: "Currency", kind: "currency" },
      { id: "due", title: "Owed at least", kind: "amount", note: "the minimum for each of these periods" },
      { id: "cures", title: "Notice: time to cure until", kind: "time" },
    ],
  },
];

const deedWordsOf = ({ terms: { deed } }: Grant): string =>
  deed.status === "found" ? (deed.value.matches ? "matches" : "DIFFERS from the contracts") : "deed not at hand";

/** The rows of the three tables, in order. */
export function* registerRows(grants: readonly Grant[]): Generator<DocumentRow, void> {
  for (const grant of grants) {
    const {
      id: licence,
      work,
      serial,
      parent,
      licensor,
      holder,
      seats,
      start,
      end,
      state,
      renewals,
      sale,
      terms,
    } = grant;
    const { buyer, currency, price, at } = sale;
    const row = {
      ...{ licence, work, serial, parent, licensor, buyer, holder, seats, ...licensedScope(terms.onchain) },
      ...{ start, end, state, renewals, currency, price, terms: terms.id, deed: terms.onchain.deed },
      ...{ words: deedWordsOf(grant), time: at.time, transaction: at.transaction },
    };
    yield { section: "licences", row };
  }
  for (const { id: licence, compliance } of grants) {
    for (const report of compliance.reports.toReversed()) {
      const { period, licensee, units, revenue, currency, paid: due, digest: deed, at } = report;
      const { time, transaction } = at;
      const row = {
        licence,
        period,
        licensee,
        reported: String(units),
        currency,
        revenue,
        due,
        deed,
        time,
        transaction,
      };
      yield { section: "reports", row };
    }
  }
  for (const { id: licence, holder, terms, compliance } of grants) {
    const { arrears, notice } = compliance;
    if (arrears.periods === 0 && notice === undefined) continue;
    const { currency } = terms.onchain;
    const row = { licence, holder, periods: arrears.periods, currency, due: arrears.minimum, cures: notice?.cures };
    yield { section: "arrears", row };
  }
}

/** What terms allow, in the words that people choose them by. Bits without a word are named by their number. */
export function licensedScope(terms: OnchainTerms) {
  const named = usesOfBitmap(terms.uses);
  const where = territoriesOfBitmap(terms.territories);
  const codes = where.territories === "worldwide" ? [] : where.territories;
  return {
    uses: [
      ...named.uses.map((id) => uses.find((use) => use.id === id)?.label ?? id),
      ...named.unknown.map((bit) => `use ${bit}`),
    ],
    territories:
      where.territories === "worldwide"
        ? ["Worldwide"]
        : [
            ...codes.map((code) => territories.find((known) => known.code === code)?.name ?? code),
            ...where.unknown.map((bit) => `territory ${bit}`),
          ],
    exclusivity: exclusivities[terms.exclusivity] ?? String(terms.exclusivity),
    derivatives: derivativeRules[terms.derivatives] ?? String(terms.derivatives),
  };
}
