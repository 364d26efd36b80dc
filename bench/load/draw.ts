import { type CategoryId, day, onePercent, totalUnits } from "@colophon/sdk";
import { baseConditions, baseTerms, type Conditions, type Terms } from "@colophon/sdk/terms";
import type { DemoOffer, DemoWork } from "../../scripts/demo/catalogue.ts";
import type { DemoFiles } from "../../scripts/demo/files.ts";
import { prepareWork } from "../../scripts/demo/prepareWork.ts";
import { asDemo, type DrawnWork, type Person } from "./person.ts";

/*
 * What people make and ask: works of a few words, and offers of a few kinds, so that much of it meets.
 */

/** How long a period of reports lasts here, in seconds: so that there is something to report within minutes. */
const reportingSeconds = 10;

const shareOfRevenue: Conditions = {
  ...baseConditions,
  period: { seconds: reportingSeconds },
  grace: day,
  tiers: [{ from: 0n, share: 8 * onePercent, perUnit: 3n }],
};

const simple: Terms = {
  ...baseTerms,
  uses: ["print", "show-online"],
  purposes: ["editorial", "commercial"],
  duration: 30 * day,
  transferable: true,
};

type Kind = { key: string; terms: Terms; owesDollars?: boolean };

/** What is offered, the usual more often. */
const kinds: readonly Kind[] = [
  { key: "simple", terms: simple },
  { key: "simple", terms: simple },
  { key: "for ever", terms: { ...simple, uses: ["keep", "show-online"], duration: "forever" } },
  { key: "owing ETH", terms: { ...simple, uses: ["stream"], conditions: shareOfRevenue } },
  { key: "owing dollars", terms: { ...simple, uses: ["perform"], conditions: shareOfRevenue }, owesDollars: true },
  {
    key: "to be passed on",
    terms: { ...simple, duration: "forever", sublicensing: 2, sublicenceShare: 30 * onePercent },
  },
  {
    key: "to make works from",
    terms: { ...simple, uses: ["adapt"], changes: true, derivatives: "allowed", upstreamShare: 10 * onePercent },
  },
  { key: "exclusive", terms: { ...simple, uses: ["film"], territories: ["DE", "FR"], exclusivity: "exclusive" } },
  { key: "sole", terms: { ...simple, uses: ["film", "print"], territories: ["DE"], exclusivity: "sole" } },
];

/** What is offered below a licence that may be passed on. */
const below: Kind = { key: "passed on", terms: { ...simple, uses: ["print"] } };

const words = [
  "amber",
  "harbour",
  "lantern",
  "marsh",
  "tide",
  "orchard",
  "willow",
  "granite",
  "meadow",
  "ember",
] as const;

const categories: readonly CategoryId[] = ["literary", "musical", "photographic", "software"];

/** A word that some works have in their names. */
export const drawWord = ({ dice }: Person) => dice.pick(words);

/** Nobody's work until now, with or without others who share in it. */
export async function drawWork(me: Person, people: readonly Person[], sources: readonly bigint[]): Promise<DrawnWork> {
  const { dice, site } = me;
  const slug = `load-${me.address}-${me.begun.length}-${dice.upTo(2n ** 64n)}`;
  const name = `${dice.pick(words)} ${dice.pick(words)} ${dice.roll(1_000)}`;
  const others = dice.roll(2) === 0 ? [] : people.filter((person) => person !== me);
  const partners = [...new Set(others.length === 0 ? [] : [dice.pick(others), dice.pick(others)])];
  const percent = 10 + dice.roll(30);
  const work: DemoWork = {
    ...{ slug, name, description: `A work called ${name}.`, category: dice.pick(categories), preview: "excerpt.txt" },
    claimant: asDemo(me),
    credits: [
      {
        ...{ person: asDemo(me), role: "author" as const },
        ...(partners.length > 0 && { percent: 100 - partners.length * percent }),
      },
      ...partners.map((person) => ({ person: asDemo(person), role: "contributor" as const, percent })),
    ],
    offers: [],
  };
  const text = (path: string, line: string) => ({ path, type: "text/plain", bytes: new TextEncoder().encode(line) });
  const files: DemoFiles = {
    files: [text("work.txt", `${slug}: ${name}`)],
    ...{ cover: undefined, thumbnail: undefined },
    preview: text("excerpt.txt", `${name}, ${slug}`),
  };
  const prepared = await prepareWork(work, files, { ...site, token: site.token.address, sources });
  const all = [me, ...partners].map(({ address: account }) => account);
  const given = all.flatMap((account) => {
    if (!prepared.holders) return account === me.address ? [{ account, units: totalUnits }] : [];
    return [{ account, units: prepared.holders.proofOf(account).units }];
  });
  return { ...prepared, given };
}

/** What is asked for a work, or below a licence of it. */
export function drawOffer({ dice }: Person, sublicence: boolean): DemoOffer {
  const kind = sublicence ? below : dice.pick(kinds);
  const currency = dice.pick(["ETH", "dUSD"] as const);
  // Fine enough that two offers are hardly ever the same.
  const price =
    currency === "ETH"
      ? `0.0${100_000_000 + dice.roll(900_000_000)}`
      : `${1 + dice.roll(200)}.${100_000 + dice.roll(900_000)}`;
  const supply = dice.pick([undefined, undefined, 1, 2, 4]);
  return { ...kind, currency, price, ...(supply && { supply }) };
}
