import type { DocumentRow, Section } from "./Document.ts";
import type { Grant } from "./grantsAt.ts";
import { licensedScope } from "./licensedScope.ts";

/** The tables of a licence register. */
export const registerSections: readonly Section[] = [
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

const wordsOf = ({ terms: { deed } }: Grant): string =>
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
      ...{ words: wordsOf(grant), time: at.time, transaction: at.transaction },
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
