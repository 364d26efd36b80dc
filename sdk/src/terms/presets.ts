import { day } from "../model/time.ts";
import { onePercent } from "../model/units.ts";
import { baseTerms, type Terms } from "./terms.ts";

export type Preset = { id: string; label: string; summary: string; terms: Terms };

const year = 365 * day;

/** Starting points for terms; each can be edited before the offer is published. */
export const presets = [
  {
    id: "personal",
    label: "Personal",
    summary: "For one person's own enjoyment, for ever, not for business.",
    terms: { ...baseTerms, uses: ["personal"], attribution: false, seats: "person" },
  },
  {
    id: "editorial",
    label: "Editorial",
    summary: "For journalism, reviews and comment, online and in print, for two years. No advertising.",
    terms: { ...baseTerms, uses: ["editorial", "web-and-social", "print"], duration: 2 * year },
  },
  {
    id: "commercial",
    label: "Commercial",
    summary: "For a business to publish, advertise and sell with, for five years.",
    terms: {
      ...baseTerms,
      uses: ["editorial", "web-and-social", "print", "advertising", "merchandise"],
      duration: 5 * year,
      transferable: true,
      changes: true,
    },
  },
  {
    id: "buy-out",
    label: "Exclusive buy-out",
    summary: "For one buyer alone, for every use and every place, for ever, sublicences included.",
    terms: {
      ...baseTerms,
      uses: [
        "personal",
        "education",
        "research",
        "editorial",
        "web-and-social",
        "print",
        "advertising",
        "merchandise",
        "audiovisual",
        "games-and-software",
        "broadcast-and-streaming",
        "public-performance",
        "adaptation",
        "translation",
        "ai-training",
        "ai-generation",
        "manufacture",
        "resale-of-copies",
      ],
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
    summary: "For film, television, games and streaming, for ever, one production for each seat.",
    terms: {
      ...baseTerms,
      uses: ["web-and-social", "audiovisual", "games-and-software", "broadcast-and-streaming", "public-performance"],
      transferable: true,
      changes: true,
      seats: "product",
    },
  },
  {
    id: "ai-training",
    label: "AI training",
    summary: "For research and for training machine learning models, for three years. Can be ended for a breach.",
    terms: {
      ...baseTerms,
      uses: ["research", "ai-training"],
      duration: 3 * year,
      changes: true,
      cure: 30 * day,
      attribution: false,
    },
  },
  {
    id: "remix",
    label: "Remix",
    summary: "For making new works from it, offered on the same terms, with 10 % of what they receive.",
    terms: {
      ...baseTerms,
      uses: ["personal", "web-and-social", "adaptation", "translation"],
      transferable: true,
      changes: true,
      derivatives: "share-alike",
      upstreamShare: 10 * onePercent,
      seats: "person",
    },
  },
  {
    id: "franchise",
    label: "Franchise",
    summary: "For running places under the Work, with 5 % of the revenue reported every quarter.",
    terms: {
      ...baseTerms,
      uses: ["web-and-social", "print", "advertising", "merchandise", "public-performance", "manufacture"],
      duration: 5 * year,
      sublicensing: 1,
      changes: true,
      cure: 60 * day,
      revenueShare: 5 * onePercent,
      period: 91 * day,
      seats: "place",
    },
  },
  {
    id: "classroom",
    label: "Classroom",
    summary: "For teaching and research, for one school year.",
    terms: { ...baseTerms, uses: ["education", "research"], duration: year, changes: true, seats: "place" },
  },
] as const satisfies readonly Preset[];

export type PresetId = (typeof presets)[number]["id"];
