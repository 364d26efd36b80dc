import { type CategoryId, day, onePercent, type RoleId } from "@colophon/sdk";
import { baseConditions, baseTerms, type Conditions, type PresetId, presets, type Terms } from "@colophon/sdk/terms";
import { type Person, people } from "./people.ts";

export type DemoOffer = {
  /** What people who read this file call it; nobody else sees it. */
  key: string;
  terms: Terms;
  /** As people write it, such as "0.03"; "0" for a gift. */
  price: string;
  currency: "ETH" | "dUSD";
  /** How many licences there are; without it there is no limit. */
  supply?: number;
  /** Whether what is owed under it is owed in the play money. */
  owesDollars?: boolean;
};

/** A work of the demo catalogue, before anything is hashed. */
export type DemoWork = {
  /** Names its folders under works/ and public/, and stands for it in this code. */
  slug: string;
  name: string;
  description: string;
  category: CategoryId;
  language?: string;
  claimant: Person;
  /** In percent, where the income is shared; all of it is the claimant's otherwise. */
  credits: readonly { person: Person; role: RoleId; percent?: number }[];
  /** The offer that it is made under, if it is made from another work; its claimant buys it first. */
  madeUnder?: { slug: string; key: string };
  /** The size of its picture in pixels; without one the dApp makes it up. */
  cover?: { width: number; height: number };
  /** What everybody may see of it before they have a licence: a file under public/. */
  preview: string;
  offers: readonly DemoOffer[];
};

const { ines, tomas, maya } = people;

function preset(id: PresetId): Terms {
  const found = presets.find((it) => it.id === id);
  if (!found) throw new Error(`There is no preset ${id}.`);
  return found.terms;
}

/** A share of the revenue, reported every thirty days and paid with it, or the licence can be ended. */
const monthly: Conditions = { ...baseConditions, period: { seconds: 30 * day }, grace: day, cure: 30 * day };

const shareOf = (percent: number, change: Partial<Conditions> = {}): Conditions => ({
  ...monthly,
  tiers: [{ from: 0n, share: percent * onePercent, perUnit: 0n }],
  ...change,
});

/** All covers are sheets of one size. */
const sheet = { width: 720, height: 960 };

/** The demo catalogue, made by the project. What comes last stands first: works on the shelf, offers on a page. */
export const catalogue: readonly DemoWork[] = [
  {
    slug: "ebb",
    name: "Ebb",
    description:
      "A tide table from your own readings. Write down the height of the water for a month, and Ebb finds the pull of moon and sun in your numbers, draws each day as a line of blocks, and says when the water turns.\n\nOne file of TypeScript without a single dependency, with a month of readings from Harrow Quay to try it on. Do not navigate by it.",
    category: "software",
    language: "en",
    claimant: tomas,
    credits: [{ person: tomas, role: "developer" }],
    cover: sheet,
    preview: "excerpt.txt",
    offers: [
      {
        key: "in a product",
        // No preset fits a program exactly; these are the terms of one, edited.
        terms: {
          ...baseTerms,
          uses: ["keep", "game", "run", "adapt"],
          purposes: ["private", "internal", "research", "commercial"],
          transferable: true,
          changes: true,
          derivatives: "allowed",
          seats: "product",
        },
        price: "95",
        currency: "dUSD",
      },
      { key: "ai training", terms: preset("ai-training"), price: "0.02", currency: "ETH" },
    ],
  },
  {
    slug: "lantern-song",
    name: "Lantern Song",
    description:
      "A waltz of eleven seconds for harp and a small bell. Its first nine notes hang over the harbour on the cover, read as on a staff.\n\nRecorded in one take by a machine with no microphone: every string is a loop of noise that slowly calms down. Mono, 22.05 kHz, 16 bits.",
    category: "sound-recording",
    claimant: tomas,
    credits: [
      { person: tomas, role: "composer", percent: 60 },
      { person: tomas, role: "performer" },
      { person: ines, role: "phonogram-producer", percent: 40 },
    ],
    cover: sheet,
    preview: "excerpt.mp3",
    offers: [
      { key: "sync", terms: preset("sync"), price: "240", currency: "dUSD" },
      { key: "remix", terms: preset("remix"), price: "0.004", currency: "ETH" },
    ],
  },
  {
    slug: "ferrow-marsh",
    name: "Ferrow Marsh, Four Tides",
    description:
      "Field notes from one salt marsh, kept at the four turns of a year by three people with one pair of good boots between them: what was seen, two plants pressed and printed, the birds counted at high water, and the line that was walked.\n\nNothing was tidied up later, apart from the spelling. Where a count says “?”, the fog won.",
    category: "database",
    language: "en",
    claimant: ines,
    credits: [
      { person: ines, role: "author", percent: 50 },
      { person: tomas, role: "illustrator", percent: 30 },
      { person: maya, role: "contributor", percent: 20 },
    ],
    cover: sheet,
    preview: "excerpt.txt",
    offers: [
      { key: "ai training", terms: preset("ai-training"), price: "150", currency: "dUSD" },
      {
        key: "cards and prints",
        // The plates on paper and on things: a share of what they bring in, and half of what others pay for it.
        terms: {
          ...baseTerms,
          uses: ["print", "goods"],
          purposes: ["advertising", "commercial"],
          duration: 365 * day,
          sublicensing: 1,
          sublicenceShare: 50 * onePercent,
          changes: true,
          conditions: shareOf(8, { minimum: 10_000_000n }),
        },
        owesDollars: true,
        price: "20",
        currency: "dUSD",
      },
      { key: "editorial", terms: preset("editorial"), price: "60", currency: "dUSD" },
    ],
  },
  {
    slug: "the-last-page",
    name: "The Last Page",
    description:
      "A short story about a printer, a flood and a sealed letter. In Harrow Quay every book ends with a page that says who made it, when, and what each of them was promised. Then somebody inland prints a book without that page.\n\nNine hundred words. The dog is real.",
    category: "literary",
    language: "en",
    claimant: ines,
    credits: [{ person: ines, role: "author" }],
    cover: sheet,
    preview: "excerpt.txt",
    offers: [
      { key: "remix", terms: preset("remix"), price: "40", currency: "dUSD" },
      {
        key: "german edition",
        // Sold once: while it runs, nobody else can be licensed to translate the story for these countries.
        terms: {
          ...baseTerms,
          uses: ["print", "download", "translate"],
          purposes: ["editorial", "commercial"],
          field: "language: german",
          territories: ["AT", "CH", "DE"],
          duration: 5 * 365 * day,
          exclusivity: "exclusive",
          transferable: true,
          changes: true,
          derivatives: "allowed",
          upstreamShare: 5 * onePercent,
        },
        price: "180",
        currency: "dUSD",
        supply: 1,
      },
      { key: "editorial", terms: preset("editorial"), price: "0.012", currency: "ETH" },
      { key: "classroom", terms: preset("classroom"), price: "0", currency: "ETH" },
    ],
  },
  {
    slug: "words-for-lantern-song",
    name: "Words for Lantern Song",
    description:
      "Twelve lines to sing over Tomas Lind’s waltz, for one voice and no microphone.\n\nMade from Lantern Song under its remix licence: a tenth of whatever these words bring in belongs to the tune.",
    category: "literary",
    language: "en",
    claimant: maya,
    credits: [{ person: maya, role: "author" }],
    madeUnder: { slug: "lantern-song", key: "remix" },
    preview: "excerpt.txt",
    offers: [{ key: "remix", terms: preset("remix"), price: "0.01", currency: "ETH" }],
  },
  {
    slug: "low-water",
    name: "Low Water, Late Light",
    description:
      "A bay at ebb tide, in four inks on cream paper: sun, coral, sea and night. Drawn by a program as a stencil duplicator would print it, with each ink a hair out of place and every tone a matter of grain.\n\n1350 × 1800 pixels. The heron stood still.",
    category: "artistic",
    claimant: ines,
    credits: [
      { person: ines, role: "visual-artist", percent: 70 },
      { person: tomas, role: "designer", percent: 30 },
    ],
    cover: sheet,
    preview: "detail.webp",
    offers: [
      { key: "commercial", terms: preset("commercial"), price: "480", currency: "dUSD", supply: 25 },
      { key: "editorial", terms: preset("editorial"), price: "0.03", currency: "ETH" },
      { key: "personal", terms: preset("personal"), price: "6", currency: "dUSD" },
    ],
  },
];

/** What somebody offers under a licence of the catalogue that they hold, and who takes it. */
export const sublicence = {
  slug: "ferrow-marsh",
  under: "cards and prints",
  by: maya,
  to: tomas,
  offer: {
    key: "harbour postcards",
    // On cards alone, for half a year: Maya keeps half of what Tomas pays, and the rest goes to the people of the notes.
    terms: {
      ...baseTerms,
      uses: ["print"],
      purposes: ["commercial"],
      field: "goods: postcards",
      duration: 180 * day,
      changes: true,
      conditions: shareOf(12),
    },
    owesDollars: true,
    price: "15",
    currency: "dUSD",
    supply: 1,
  },
} as const satisfies { slug: string; under: string; by: Person; to: Person; offer: DemoOffer };
