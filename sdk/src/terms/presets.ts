import type { Terms } from "./Terms.ts";

export type Preset = { id: string; label: string; summary: string; terms: Terms };

const year = 365 * 24 * 60 * 60;

/** Starting points for terms; each can be edited before the offer is published. */
export const presets = [
  {
    id: "personal",
    label: "Personal",
    summary: "For one person's own enjoyment, for ever, not for business.",
    terms: { uses: ["personal"], duration: "forever", transferable: false, attribution: false, changes: "none" },
  },
  {
    id: "editorial",
    label: "Editorial",
    summary: "For journalism, reviews and comment, online and in print, for two years. No advertising.",
    terms: {
      uses: ["editorial", "web-and-social", "print"],
      duration: 2 * year,
      transferable: false,
      attribution: true,
      changes: "none",
    },
  },
  {
    id: "commercial",
    label: "Commercial",
    summary: "For a business to publish, advertise and sell with, for five years.",
    terms: {
      uses: ["editorial", "web-and-social", "print", "advertising", "merchandise"],
      duration: 5 * year,
      transferable: true,
      attribution: true,
      changes: "allowed",
    },
  },
  {
    id: "sync",
    label: "Film and video (sync)",
    summary: "For film, television, games and streaming, for ever.",
    terms: {
      uses: ["web-and-social", "audiovisual", "games-and-software", "broadcast-and-streaming", "public-performance"],
      duration: "forever",
      transferable: true,
      attribution: true,
      changes: "allowed",
    },
  },
  {
    id: "ai-training",
    label: "AI training",
    summary: "For research and for training machine learning models, for three years.",
    terms: {
      uses: ["research", "ai-training"],
      duration: 3 * year,
      transferable: false,
      attribution: false,
      changes: "allowed",
    },
  },
  {
    id: "remix",
    label: "Remix",
    summary: "For making new works from it, under the same terms, for ever.",
    terms: {
      uses: ["personal", "web-and-social", "adaptation", "translation"],
      duration: "forever",
      transferable: true,
      attribution: true,
      changes: "share-alike",
    },
  },
  {
    id: "classroom",
    label: "Classroom",
    summary: "For teaching and research, for one school year.",
    terms: {
      uses: ["education", "research"],
      duration: year,
      transferable: false,
      attribution: true,
      changes: "allowed",
    },
  },
] as const satisfies readonly Preset[];

export type PresetId = (typeof presets)[number]["id"];
