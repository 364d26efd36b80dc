import { zeroAddress } from "viem";
import { percentOfShare } from "../units/percentOfShare.ts";
import { amountInWords } from "./amountInWords.ts";
import { durationInWords } from "./durationInWords.ts";
import { seatMeanings } from "./seatMeanings.ts";
import type { Terms } from "./Terms.ts";
import { territories } from "./territories.ts";
import { uses } from "./uses.ts";

/** One choice in the terms. */
export type TermsField = keyof Terms;

function inList(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}

function nameOf(code: string): string {
  return `${territories.find((territory) => territory.code === code)?.name ?? "?"} (${code})`;
}

const endings = {
  forever: "has no end. It lasts no longer than the rights in the Work.",
  period: (seconds: number) =>
    `lasts ${durationInWords(seconds)}, and as long again for each period that is added to it by renewal. The end time that the token records is the first moment at which you are no longer licensed.`,
};

const alone =
  "through the contract, nobody else is licensed for any of these uses in any of these territories while this licence lasts, other than by sublicences under it. The Licensor declares that no licence given elsewhere stands in the way, and gives none.";

const ownWork =
  "You may make new works from the Work for the licensed uses, such as adaptations, translations and remixes, in a way that does not harm the author's honour or reputation. What you add is yours. Until this licence ends you may register such a work in Colophon as made from this one. A work that was registered so may go on being used and licensed after the end, unless this licence was ended for a breach.";

const clauses: { [field in TermsField]: (terms: Terms) => string } = {
  uses: (terms) =>
    `You may ${uses
      .filter(({ id }) => terms.uses.includes(id))
      .map(({ sentence }) => sentence)
      .join("; ")}.`,
  territories: (terms) =>
    terms.territories === "worldwide"
      ? "You may use the Work anywhere in the world."
      : `You may use the Work in ${inList(terms.territories.map(nameOf))}, and nowhere else. What you put online is used wherever it is directed at people.`,
  duration: ({ duration }) =>
    `The Term begins at the start time that the licence token records, which is the time of its sale, and ${duration === "forever" ? endings.forever : endings.period(duration)}`,
  exclusivity: ({ exclusivity }) =>
    ({
      "non-exclusive":
        "The permission is not exclusive: the Licensor may use the Work and may license it to others, now or later.",
      sole: `The permission is sole: ${alone} The Licensor may still use the Work.`,
      exclusive: `The permission is exclusive: ${alone} The Licensor does not use the Work in these ways either.`,
    })[exclusivity],
  transferable: ({ transferable }) =>
    transferable
      ? "You may transfer the licence token. The new holder then has this licence for the rest of the Term, with its duties, and you have it no longer. It cannot be divided."
      : "The licence token cannot be transferred. It stays with the account that first received it.",
  sublicensing: ({ sublicensing }) => {
    if (sublicensing === 0) return "You may not grant licences to others under this one.";
    const levels =
      sublicensing === 1
        ? "Your sublicensees may not grant any further."
        : `They may be granted down to ${sublicensing} levels below this licence.`;
    return `You may grant sublicences to others through the contract, for all or part of what this licence allows. ${levels} A sublicence allows nothing that this licence does not, lasts no longer, and counts towards its seats. If this licence ends, for whatever reason, the sublicences below it end with it.`;
  },
  changes: ({ changes }) =>
    changes
      ? "You may change the Work as far as the licensed uses call for it, in a way that does not harm the author's honour or reputation."
      : "You may not change the Work, apart from what a licensed use technically requires, such as another size, format or resolution.",
  derivatives: ({ derivatives }) =>
    ({
      none: "You may not make new works from the Work, such as adaptations, translations and remixes, or register any as made from it.",
      allowed: ownWork,
      "share-alike": `${ownWork} Once registered, the new work may be licensed to others under exactly the terms of this deed and no others.`,
    })[derivatives],
  upstreamShare: ({ derivatives, upstreamShare }) => {
    if (derivatives === "none") return "Since no new works may be made from the Work, no share of them is owed.";
    if (upstreamShare === 0) return "A new work made from the Work owes it no share of what it receives.";
    return `A new work that is registered as made from the Work owes it ${percentOfShare(upstreamShare)} % of everything that the new work receives through the contracts, for as long as it receives anything.`;
  },
  cure: ({ cure }) =>
    cure === "irrevocable"
      ? "The Licensor cannot end this licence before its Term ends, not even for a breach. For a breach they have the other remedies that the law gives."
      : `If you break this deed, the Licensor may give you notice of the breach through the contract, with the digest of the evidence. You have ${durationInWords(cure)} from then to cure it. If you have cured it, the Licensor takes the notice back; if not, they may end this licence after that time. What you lawfully did before stays lawful. The contract does not judge whether there was a breach or a cure: who ends a licence without a ground answers for it by law.`,
  revenueShare: ({ revenueShare, period, sublicensing }) => {
    if (revenueShare === 0) return "You owe no share of your revenue.";
    const share = `${percentOfShare(revenueShare)} %`;
    const sentences = [
      ...(period === "none" ? [] : [`You owe ${share} of the revenue that you make with the Work.`]),
      ...(sublicensing === 0
        ? []
        : [
            `Of the price of each sublicence that you sell through the contract, ${share} goes to the holders of the Work's royalty units at the sale${period === "none" ? "." : ", and that price is not reported again as revenue."}`,
          ]),
    ];
    return sentences.join(" ");
  },
  period: ({ period }) =>
    period === "none"
      ? "You report nothing."
      : `For each period of ${durationInWords(period)} from the start of the Term, as soon as it is over, you report through the contract how many units you made, sold or used and what revenue you made with the Work, and pay with the report what is owed. Periods are reported in order. A last period that the end of the Term cuts short counts whole. A report is your statement; the contract cannot tell whether it is true.`,
  currency: ({ currency, period }) => {
    if (period === "none") return "Since nothing is reported, nothing is owed for reports.";
    const name = currency === zeroAddress ? "ETH" : `the token ${currency.toLowerCase()}`;
    return `Revenue is reported, and what is owed is paid, in ${name}.`;
  },
  perUnit: ({ perUnit, currency }) =>
    perUnit === 0n
      ? "Nothing is owed for a unit as such."
      : `You owe ${amountInWords(perUnit, currency)} for each unit that you made, sold or used.`,
  minimum: ({ minimum, currency }) =>
    minimum === 0n
      ? "There is no least amount for a period."
      : `For each reporting period you owe at least ${amountInWords(minimum, currency)}, also if you made, sold and used nothing.`,
  cap: ({ cap, currency }) =>
    cap === "none"
      ? "There is no most amount for a period."
      : `For each reporting period you owe at most ${amountInWords(cap, currency)}.`,
  attribution: ({ attribution, changes }) =>
    attribution
      ? `Name the author and the title as the record of the Work gives them, where and how that is customary for the use.${changes ? " If you changed the Work, say so." : ""}`
      : "The Licensor does not ask you to name the author. Where the law gives authors a right to be named that they cannot give up, that right remains.",
  seats: ({ seats }) =>
    `A licence has as many seats as the token records. ${seatMeanings.find(({ id }) => id === seats)?.sentence ?? ""}`,
};

/**
 * What one choice in the terms says in the deed, so that an editor can show it at once. Expects normal terms. Its words
 * are part of the format colophon-deed/1, like those of deedSections.
 */
export function deedClause(field: TermsField, terms: Terms): string {
  return clauses[field](terms);
}
