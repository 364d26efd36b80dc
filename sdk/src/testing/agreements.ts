import { sha256, stringToBytes } from "viem";
import { day } from "../model/time.ts";
import { onePercent } from "../model/units.ts";
import { baseConditions, type Conditions, endsForBreach, type WrittenCurrency } from "../terms/conditions.ts";
import type { DeedKind } from "../terms/deed.ts";
import { licenceImports } from "../terms/licenceImports.ts";
import { type PresetId, presets } from "../terms/presets.ts";
import { emptySchedule, type Schedule } from "../terms/schedule.ts";
import type { Terms } from "../terms/terms.ts";
import type { PurposeId, UseId } from "../terms/uses.ts";
import { baseWording, type Part, type Wording } from "../terms/wording.ts";

/** A kind of agreement that people sign elsewhere, as it is expressed here. */
export type Agreement = {
  id: string;
  /** What it is after. */
  after: string;
  terms: Terms;
  /** What the licence text is. */
  kind: DeedKind;
  /** For one seat, in the smallest unit of the currency. */
  price: bigint;
  /** The words of each annex and of a text of one's own, in their order. */
  documents: readonly string[];
  schedule: Schedule | "none";
  /** What of it nobody but the parties enforces. */
  agreed: readonly string[];
  /** Something that it allows, and something that it does not. */
  allows: readonly [UseId, PurposeId];
  refuses: readonly [UseId, PurposeId] | "nothing";
};

function part(title: string, words: string, change: Partial<Part> = {}): Part {
  return { title, sha256: sha256(stringToBytes(words)), type: "text/plain", at: "none", ...change };
}

const presetOf = (id: PresetId): Terms => presets.find((preset) => preset.id === id)?.terms as Terms;
const importOf = (id: string): Terms => licenceImports.find((licence) => licence.id === id)?.terms as Terms;

/** Terms with annexes of these titles and words. */
function annexed(terms: Terms, titles: Readonly<Record<string, string>>, wording: Partial<Wording> = {}) {
  const annexes = Object.entries(titles).map(([title, words]) => part(title, words));
  return {
    terms: { ...terms, wording: { ...baseWording, ...wording, annexes } },
    kind: "annexes" as const,
    documents: Object.values(titles),
  };
}

/** Terms whose text is a document of the parties. */
function own(terms: Terms, title: string, words: string) {
  return {
    terms: { ...terms, wording: { ...baseWording, own: part(title, words) } },
    kind: "own" as const,
    documents: [words],
  };
}

const generated = (terms: Terms, wording: Partial<Wording> = {}) => ({
  terms: { ...terms, wording: { ...terms.wording, ...wording } },
  kind: "generated" as const,
  documents: [],
});

/**
 * The fifteen agreements that a practitioner tried, each with its terms, its documents and the facts of one deal.
 *
 * @param currency What prices and royalties are in: a token with 6 decimals.
 */
export function agreementsIn(currency: WrittenCurrency): Agreement[] {
  const money = (whole: number) => BigInt(Math.round(whole * 1_000_000));
  const owing = (change: Partial<Conditions>): Conditions => ({ ...baseConditions, currency, ...change });
  const share = (percent: number, from = 0n) => ({ from, share: percent * onePercent, perUnit: 0n });
  return [
    {
      id: "creative-commons",
      after: "CC BY 4.0",
      ...own(
        importOf("cc-by"),
        "Creative Commons Attribution 4.0 International",
        "This work is licensed under the Creative Commons Attribution 4.0 International Public License, as published at https://creativecommons.org/licenses/by/4.0/legalcode.",
      ),
      price: 0n,
      schedule: "none",
      agreed: ["the grant to everybody at once", "revival of the licence within 30 days of discovery"],
      allows: ["adapt", "commercial"],
      refuses: ["mark", "commercial"],
    },
    {
      id: "waiver",
      after: "CC0 1.0",
      ...own(
        importOf("cc0"),
        "CC0 1.0 Universal",
        "To the extent possible under law, the author has waived all copyright and related rights to this work, as in https://creativecommons.org/publicdomain/zero/1.0/legalcode.",
      ),
      price: 0n,
      schedule: "none",
      agreed: ["the waiver itself, which needs no licence"],
      allows: ["goods", "advertising"],
      refuses: "nothing",
    },
    {
      id: "cant-be-evil",
      after: "a16z Can't Be Evil, non-exclusive, hate speech",
      ...annexed(
        importOf("cbe-necr-hs"),
        {
          "Hateful use":
            "The licensor may give notice of a breach for use that is unlawful, defamatory, harassing, fraudulent, racist, hateful, vulgar, cruel, illegal or obscene.",
        },
        { prevails: "annexes" },
      ),
      price: money(50),
      schedule: "none",
      agreed: ["what counts as hateful", "following a token of another contract"],
      allows: ["goods", "commercial"],
      refuses: ["mark", "commercial"],
    },
    {
      id: "stock-standard",
      after: "Shutterstock, standard and enhanced",
      ...annexed(
        { ...presetOf("commercial"), uses: ["print", "show-online", "film"], seats: "product", transferable: false },
        {
          Volume:
            "Up to 500,000 printed copies and impressions of advertising, and productions with a budget of up to 10,000 USD.",
          "Main value": "No goods whose value lies mainly in the work, such as posters.",
          Indemnity:
            "The licensor answers for up to 10,000 USD for each work if the work as delivered infringes a right of others.",
        },
        { rights: { people: "cleared", property: "cleared", marks: "none", societies: "none" } },
      ),
      price: money(29),
      schedule: "none",
      agreed: ["copies, impressions and budgets", "the cap of the indemnity"],
      allows: ["show-online", "advertising"],
      refuses: ["goods", "commercial"],
    },
    {
      id: "stock-extended",
      after: "Adobe Stock, extended",
      ...annexed(
        { ...presetOf("commercial"), seats: "product" },
        {
          Sharing: "The licensee may hand the work to contractors who work for it, under the same terms.",
          Client: "The licence may be transferred once to a client for whom the product was made.",
        },
        { rights: { people: "cleared", property: "cleared", marks: "none", societies: "none" } },
      ),
      price: money(79),
      schedule: "none",
      agreed: ["that it is transferred once only"],
      allows: ["goods", "commercial"],
      refuses: ["train", "commercial"],
    },
    {
      id: "free-photo",
      after: "Unsplash",
      ...annexed(
        { ...presetOf("commercial"), duration: "forever", attribution: false, transferable: false },
        {
          "No competing service":
            "The work may not be compiled with others to replicate a similar or competing service.",
        },
      ),
      price: 0n,
      schedule: "none",
      agreed: ["the grant to everybody at once", "no compiling into a competing service"],
      allows: ["show-online", "commercial"],
      refuses: ["sell-copies", "commercial"],
    },
    {
      id: "sync-and-master",
      after: "synchronisation and master use",
      ...annexed(
        { ...presetOf("sync"), field: "project: harbour, a feature film" },
        {
          "Most favoured nation":
            "If the producer pays more for another master of like use in the film, the licensor gets the same.",
          "Product category":
            "The licensor authorises no other use of the work in advertising of beer while the film runs.",
        },
        { rights: { people: "none", property: "none", marks: "none", societies: "not-cleared" } },
      ),
      price: money(12_000),
      schedule: {
        ...emptySchedule,
        project: "Harbour, a feature film by Kai Film",
        credit: "“Tides”, written by Ines Alt, performed by Tomas Bell",
        delivery: {
          what: "WAV, 24 bit, 48 kHz, and stems",
          when: "within 7 days of the sale",
          how: "by a link to the producer",
          acceptance: "unless refused with reasons within 14 days",
        },
        parties: [{ role: "licensee", name: "Kai Film GmbH", address: "Hamburg", statement: "none" }],
        facts: [{ title: "Term", text: "From the first public exhibition of the film, which the producer tells." }],
      },
      agreed: ["most favoured nation", "the product category", "a term counted from the first exhibition"],
      allows: ["film", "commercial"],
      refuses: ["record", "commercial"],
    },
    {
      id: "mechanical",
      after: "a mechanical licence per copy",
      ...generated(
        {
          ...presetOf("recording"),
          conditions: owing({ tiers: [{ from: 0n, share: 0, perUnit: money(0.124) }], grace: 45 * day }),
        },
        { rights: { ...baseWording.rights, societies: "none" } },
      ),
      price: 0n,
      schedule: "none",
      agreed: ["a rate that follows the law from year to year"],
      allows: ["record", "commercial"],
      refuses: ["film", "commercial"],
    },
    {
      id: "trade-book",
      after: "a trade book with an advance, 10, 12.5 and 15 %",
      ...annexed(
        {
          ...presetOf("book"),
          conditions: owing({
            tiers: [share(10), share(12.5, 5_000n), share(15, 10_000n)],
            period: { months: 6 },
            ...{ grace: 90 * day, cure: 60 * day, advance: money(5_000) },
          }),
        },
        {
          "Subsidiary rights":
            "Of income from subsidiary rights outside the contracts: first serial 90/10, translation 75/25.",
          "Reserve and reversion":
            "The publisher may hold back 15 % of a statement against returns for one period. If the book sells under 100 copies a year, rights revert on request.",
          Delivery:
            "The manuscript of 80,000 words is delivered by 1 March 2027 and accepted unless refused within 60 days.",
        },
        { law: "England and Wales", forum: { courts: "London" } },
      ),
      price: money(5_000),
      schedule: "none",
      agreed: ["the reserve against returns", "reversion when out of print", "acceptance of the manuscript"],
      allows: ["print", "commercial"],
      refuses: ["translate", "commercial"],
    },
    {
      id: "dual-licence",
      after: "software, AGPL or paid for each seat",
      ...annexed(presetOf("software"), {
        Maintenance: "Updates and answers within two working days while the licence runs.",
        "Open source":
          "The same program is offered to everybody under AGPL-3.0; this licence replaces its duties for its seats.",
      }),
      price: money(120),
      schedule: "none",
      agreed: ["maintenance", "named and concurrent users beyond the count of seats"],
      allows: ["run", "internal"],
      refuses: ["adapt", "internal"],
    },
    {
      id: "franchise",
      after: "a franchise with a fee, 5 % and an advertising fund",
      ...annexed(
        {
          ...presetOf("franchise"),
          conditions: owing({
            tiers: [share(5)],
            ...{ minimum: money(250), perSeat: true, period: { months: 1 }, grace: 15 * day, cure: 60 * day },
          }),
        },
        {
          "Advertising fund":
            "2 % of the revenue goes to the fund for advertising, paid to the address that the fund names, each month.",
          "Manual and approvals":
            "The places follow the manual, version 7. Signs, goods and advertising are approved before use.",
        },
        { rights: { people: "none", property: "none", marks: "cleared", societies: "unsaid" }, law: "Texas" },
      ),
      price: money(35_000),
      schedule: "none",
      agreed: ["the advertising fund", "the manual and approvals", "disclosure before the sale"],
      allows: ["mark", "commercial"],
      refuses: ["sell-copies", "commercial"],
    },
    {
      id: "merchandising",
      after: "merchandise with a yearly guarantee",
      ...annexed(
        {
          ...presetOf("merchandise"),
          field: "goods: toys",
          conditions: owing({
            tiers: [share(5)],
            ...{ minimum: money(50_000), period: { months: 12 }, grace: 30 * day },
          }),
        },
        { Samples: "Three samples of each product before it is made, and approval within ten working days." },
        { sellOff: 90 * day, rights: { people: "none", property: "none", marks: "none", societies: "unsaid" } },
      ),
      price: money(10_000),
      schedule: "none",
      agreed: ["samples and approval", "sale of stock after the end"],
      allows: ["goods", "commercial"],
      refuses: ["print", "commercial"],
    },
    {
      id: "film-option",
      after: "an option to film a book",
      ...annexed(presetOf("film-option"), {
        Exercise:
          "Within the option the producer may buy the film licence that the author offers for 150,000 in the currency of this licence, or 2.5 % of the budget if that is more.",
      }),
      price: money(10_000),
      schedule: {
        ...emptySchedule,
        project: "A film of the novel, working title Harbour",
        facts: [
          {
            title: "Extension",
            text: "One renewal at the same price, which does not count toward the price of the film.",
          },
          { title: "What counts", text: "The fee of the first period counts toward the price of the film." },
          { title: "Reversion", text: "What was not filmed five years after the exercise reverts." },
        ],
      },
      agreed: ["the price of the exercise", "what counts toward it", "reversion"],
      allows: ["adapt", "commercial"],
      refuses: ["film", "commercial"],
    },
    {
      id: "ai-data",
      after: "data for training one named model",
      ...annexed(
        { ...presetOf("ai-training"), field: "model: northwind-3", conditions: { ...endsForBreach, cure: 14 * day } },
        {
          Removal:
            "Within 30 days of notice the licensee removes named works from the data and from the next training.",
          Audit: "Logs of training are kept for three years and shown to an auditor once a year.",
          Indemnity: "Each side answers for up to 250,000 USD for claims of others that it caused.",
        },
        { models: "retire" },
      ),
      price: money(40_000),
      schedule: {
        ...emptySchedule,
        versions: "version 2 of the record",
        delivery: {
          what: "the data set as Parquet files with a list of digests",
          when: "within 5 days of the sale",
          how: "by a store of objects that the licensee names",
          acceptance: "once the digests are the ones of the list",
        },
      },
      agreed: ["successor models", "removal", "logs of training"],
      allows: ["train", "commercial"],
      refuses: ["prompt", "commercial"],
    },
    {
      id: "sub-publishing",
      after: "sub-publishing, 75 and 25",
      ...generated(
        {
          ...presetOf("recording"),
          ...{
            uses: ["download", "stream", "record", "film"],
            territories: ["AT", "CH", "DE"],
            exclusivity: "exclusive",
          },
          ...{
            sublicensing: 2,
            sublicenceShare: 75 * onePercent,
            conditions: owing({ tiers: [share(75)], period: { months: 6 } }),
          },
        },
        { rights: { ...baseWording.rights, societies: "not-cleared" }, language: "de", law: "Deutschland" },
      ),
      price: money(1_000),
      schedule: "none",
      agreed: ["what is collected by societies outside the contracts"],
      allows: ["film", "commercial"],
      refuses: ["goods", "commercial"],
    },
  ];
}
