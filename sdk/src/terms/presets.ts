import { day } from "../model/time.ts";
import { onePercent } from "../model/units.ts";
import { baseConditions, type Conditions, endsForBreach } from "./conditions.ts";
import { baseTerms, type Terms } from "./terms.ts";
import { purposes, uses } from "./uses.ts";
import { baseWording } from "./wording.ts";

export type Preset = { id: string; label: string; summary: string; terms: Terms };

const year = 365 * day;

/** A share of the revenue, and nothing else, reported for periods of so many months. */
function sharing(percent: number, months: number, change: Partial<Conditions> = {}): Conditions {
  const tiers = [{ from: 0n, share: percent * onePercent, perUnit: 0n }];
  return { ...baseConditions, tiers, period: { months }, ...change };
}

/** Starting points for terms; each can be edited before the offer is published. */
export const presets = [
  {
    id: "personal",
    label: "Personal",
    summary: "For one person's own enjoyment at home, for ever, not for business.",
    terms: { ...baseTerms, uses: ["keep"], purposes: ["private"], attribution: false, seats: "person" },
  },
  {
    id: "editorial",
    label: "Editorial",
    summary:
      "For news, reviews, documentaries and comment, in print, online, on air and in films, for two years. No advertising.",
    terms: {
      ...baseTerms,
      uses: ["print", "show-online", "download", "stream", "film"],
      purposes: ["editorial"],
      duration: 2 * year,
      changes: true,
    },
  },
  {
    id: "advertising",
    label: "Advertising",
    summary:
      "For one campaign for each seat: in print, online, on air, in films and on posters and screens, for a year. No goods.",
    terms: {
      ...baseTerms,
      uses: ["print", "show-online", "stream", "perform", "film"],
      purposes: ["advertising"],
      duration: year,
      changes: true,
      attribution: false,
      seats: "product",
    },
  },
  {
    id: "commercial",
    label: "Commercial",
    summary: "For a business to publish, advertise and sell goods with, in print and online, for five years.",
    terms: {
      ...baseTerms,
      uses: ["keep", "print", "show-online", "download", "goods"],
      purposes: ["internal", "editorial", "advertising", "commercial"],
      duration: 5 * year,
      transferable: true,
      changes: true,
    },
  },
  {
    id: "buy-out",
    label: "Exclusive buy-out",
    summary:
      "For one buyer alone: every use, for every purpose but a private one, in every place, for ever, with sublicences.",
    terms: {
      ...baseTerms,
      uses: uses.map(({ id }) => id),
      // Whoever made the work may still look at it.
      purposes: purposes.map(({ id }) => id).filter((id) => id !== "private"),
      exclusivity: "exclusive",
      transferable: true,
      sublicensing: 3,
      changes: true,
      derivatives: "allowed",
      attribution: false,
    },
  },
  {
    id: "sync",
    label: "Film and video (sync)",
    summary:
      "For one film, series or video for each seat, shown everywhere by its makers and, under sublicences, by others, with trailers, for ever.",
    terms: {
      ...baseTerms,
      uses: ["show-online", "download", "stream", "perform", "film"],
      purposes: ["editorial", "advertising", "commercial", "non-commercial"],
      transferable: true,
      sublicensing: 2,
      changes: true,
      seats: "product",
    },
  },
  {
    id: "recording",
    label: "Recording",
    summary:
      "For recording a song, streaming and selling the recording, for ten years, with 10 % of the revenue reported every quarter.",
    terms: {
      ...baseTerms,
      uses: ["download", "stream", "record"],
      purposes: ["commercial", "non-commercial"],
      duration: 10 * year,
      changes: true,
      conditions: sharing(10, 3, { grace: 45 * day }),
      seats: "product",
    },
  },
  {
    id: "book",
    label: "Print and book",
    summary:
      "For one publisher alone, in one language (English until you change it), in print and as e-books, for seven years, with 10, 12.5 and 15 % of the revenue.",
    terms: {
      ...baseTerms,
      uses: ["print", "download"],
      purposes: ["editorial", "commercial"],
      field: "language: english",
      duration: 7 * year,
      exclusivity: "exclusive",
      sublicensing: 1,
      sublicenceShare: 50 * onePercent,
      conditions: {
        ...sharing(10, 6, { grace: 90 * day, cure: 60 * day }),
        tiers: [
          { from: 0n, share: 10 * onePercent, perUnit: 0n },
          { from: 5_000n, share: 12.5 * onePercent, perUnit: 0n },
          { from: 10_000n, share: 15 * onePercent, perUnit: 0n },
        ],
      },
      seats: "product",
    },
  },
  {
    id: "translation",
    label: "Translation",
    summary:
      "For one translation into one language (German until you change it), in print and as an e-book, for one publisher alone, for seven years, with 8 % of the revenue.",
    terms: {
      ...baseTerms,
      uses: ["print", "download", "translate"],
      purposes: ["editorial", "commercial"],
      field: "language: german",
      duration: 7 * year,
      exclusivity: "exclusive",
      changes: true,
      derivatives: "allowed",
      works: 1,
      upstreamShare: 10 * onePercent,
      conditions: sharing(8, 6, { grace: 90 * day, cure: 60 * day }),
      seats: "product",
    },
  },
  {
    id: "merchandise",
    label: "Merchandise",
    summary:
      "For one category of goods (clothing until you change it) and for selling them online, for three years and 90 days to sell off, with 8 % of the revenue reported every quarter.",
    terms: {
      ...baseTerms,
      uses: ["show-online", "goods"],
      purposes: ["advertising", "commercial"],
      field: "goods: clothing",
      duration: 3 * year,
      changes: true,
      conditions: sharing(8, 3),
      seats: "product",
      wording: { ...baseWording, sellOff: 90 * day },
    },
  },
  {
    id: "software",
    label: "Software",
    summary:
      "For running a program at work, one person for each seat, for a year; renewed each year, it is a subscription.",
    terms: {
      ...baseTerms,
      uses: ["keep", "run"],
      purposes: ["internal", "commercial"],
      duration: year,
      attribution: false,
      seats: "person",
    },
  },
  {
    id: "franchise",
    label: "Franchise",
    summary:
      "For running places under a mark and its system, one for each seat, for five years, with 5 % of the revenue reported every quarter.",
    terms: {
      ...baseTerms,
      uses: ["keep", "print", "show-online", "goods", "manufacture", "mark", "know-how"],
      purposes: ["internal", "advertising", "commercial"],
      duration: 5 * year,
      changes: true,
      conditions: sharing(5, 3, { cure: 60 * day }),
      seats: "place",
    },
  },
  {
    id: "film-option",
    label: "Film option",
    summary:
      "For one producer alone to develop a film or series from it for 18 months: to write, not to film or show. The price is the fee, a renewal the extension; what is paid for the film itself is a second offer.",
    terms: {
      ...baseTerms,
      uses: ["keep", "adapt"],
      purposes: purposes.map(({ id }) => id).filter((id) => id !== "private"),
      field: "film and series",
      duration: 548 * day,
      exclusivity: "exclusive",
      transferable: true,
      changes: true,
      derivatives: "allowed",
      works: 1,
      seats: "product",
    },
  },
  {
    id: "ai-training",
    label: "AI training",
    summary:
      "For training machine learning models and mining text and data, in research and in products, for three years: any model, until you name one as the field. Can be ended for a breach.",
    terms: {
      ...baseTerms,
      uses: ["keep", "train", "mine"],
      purposes: ["internal", "research", "commercial"],
      duration: 3 * year,
      conditions: endsForBreach,
      attribution: false,
    },
  },
  {
    id: "dataset",
    label: "Dataset",
    summary:
      "For extracting from a database, re-using what is extracted and mining it, in research and at work, for a year. Can be ended for a breach.",
    terms: {
      ...baseTerms,
      uses: ["keep", "mine", "extract"],
      purposes: ["internal", "research"],
      duration: year,
      conditions: endsForBreach,
    },
  },
  {
    id: "remix",
    label: "Remix",
    summary:
      "For making new works from it, publishing, streaming and selling them, offered on the same terms, with 10 % of what they receive.",
    terms: {
      ...baseTerms,
      uses: ["keep", "show-online", "download", "stream", "translate", "adapt"],
      purposes: ["private", "commercial", "non-commercial"],
      transferable: true,
      changes: true,
      derivatives: "share-alike",
      upstreamShare: 10 * onePercent,
      seats: "person",
    },
  },
  {
    id: "classroom",
    label: "Classroom",
    summary:
      "For teaching and study at one school for each seat: copying, handing out, showing, performing, for a year.",
    terms: {
      ...baseTerms,
      uses: ["keep", "print", "perform"],
      purposes: ["teaching"],
      duration: year,
      changes: true,
      seats: "place",
    },
  },
] as const satisfies readonly Preset[];

export type PresetId = (typeof presets)[number]["id"];
