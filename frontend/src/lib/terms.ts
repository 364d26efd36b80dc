import {
  type Deployment,
  day,
  durationInWords,
  forever,
  inList,
  isSameAddress,
  type LicensedReason,
} from "@colophon/sdk";
import type { TermsRecord } from "@colophon/sdk/read";
import {
  hasDuties,
  type OnchainTerms,
  type ParsedDeed,
  type Part,
  type PurposeId,
  purposes,
  purposesOfBitmap,
  type Terms,
  type TerritoryCode,
  territories,
  territoriesOfBitmap,
  territoryInWords,
  type UseId,
  uses,
  usesOfBitmap,
} from "@colophon/sdk/terms";
import { language } from "../config/site.ts";
import { count, wordFor } from "./format.ts";
import { begunSmall } from "./labels.ts";

/** What a licence text is to somebody who reads it beside what the contracts enforce. */
export type DeedVerdict =
  /** By the words of the format; with annexes, these are documents of the parties. */
  | { status: "verified"; deed: ParsedDeed }
  /**
   * A text of the parties: nobody but they see to it. The deed is our cover of it or what they made of ours, and missing
   * without one; the text is missing where it cannot be shown as text.
   */
  | { status: "own"; deed: ParsedDeed | undefined; text: string | undefined }
  /** It contradicts what is on chain: how, in sentences. */
  | { status: "refused"; sentences: string[] }
  /** The deed cannot be read, so its words are not known. */
  | { status: "unreadable"; sentence: string };

export function deedVerdict({ deed }: Pick<TermsRecord, "deed">): DeedVerdict {
  if (deed.status === "found") {
    const { kind, deed: said, text, differences } = deed.value;
    if (kind === "own") return { status: "own", deed: said, text };
    if (kind !== "contradicts" && said) return { status: "verified", deed: said };
    return { status: "refused", sentences: differences.map(({ sentence }) => sentence) };
  }
  if (deed.status === "invalid") return { status: "refused", sentences: [deed.sentence] };
  return { status: "unreadable", sentence: deed.sentence };
}

/** The terms that a text speaks of, as far as the chain proves them: their words may be the parties' own. */
export function termsOf(verdict: DeedVerdict): Terms | undefined {
  return verdict.status === "verified" || verdict.status === "own" ? verdict.deed?.terms : undefined;
}

/** The documents of the parties that a licence text names: their own text first, then its annexes. */
export function partsOf(verdict: DeedVerdict): readonly Part[] {
  const wording = termsOf(verdict)?.wording;
  if (!wording) return [];
  return [...(wording.own === "none" ? [] : [wording.own]), ...wording.annexes];
}

/** Whether there are words that were not made from the terms, so that a buyer has to read them and say so. */
export function hasOwnWords(verdict: DeedVerdict): boolean {
  return verdict.status === "own" || verdict.status === "unreadable" || partsOf(verdict).length > 0;
}

/** Uses as what somebody may do, in a sentence: "print, show online and train models". */
export function usesInWords(ids: readonly UseId[]): string {
  return inList(uses.filter(({ id }) => ids.includes(id)).map(({ label }) => begunSmall(label)));
}

/** Purposes as part of a sentence: "for editorial and commercial purposes", "for every purpose". */
export function purposesInWords(ids: readonly PurposeId[]): string {
  const labels = purposes.filter(({ id }) => ids.includes(id)).map(({ label }) => begunSmall(label));
  if (labels.length === purposes.length) return "for every purpose";
  // A comma within a label would read as another purpose.
  const words = labels.map((label) => label.replace(", ", " "));
  return `for ${inList(words)} ${wordFor(words.length, "purposes only", "purposes")}`;
}

/** What terms on chain allow, after "licence to": "print and show online, for editorial purposes only". */
export function licensedInWords({ uses, purposes }: Pick<OnchainTerms, "uses" | "purposes">): string {
  const acts = usesInWords(usesOfBitmap(uses).uses) || "do what this page has no name for";
  const ids = purposesOfBitmap(purposes).purposes;
  return `${acts}, ${ids.length === 0 ? "for a purpose that this page has no name for" : purposesInWords(ids)}`;
}

/** Who keeps the duties of terms: nobody as there are none, Colophon's own rules, or a contract of which nothing is known. */
export function rulesOf(
  onchain: Pick<OnchainTerms, "rules">,
  { contracts }: Deployment,
): "none" | "colophon" | "other" {
  if (!hasDuties(onchain)) return "none";
  return isSameAddress(onchain.rules, contracts.compliance.address) ? "colophon" : "other";
}

const year = 365 * day;

/** How long a licence lasts, exactly, with the years people think in: "730 days (2 years)". */
export function durationText(seconds: number | "forever"): string {
  if (seconds === "forever" || seconds === forever) return "for ever";
  const years = seconds / year;
  const words = durationInWords(seconds);
  if (!Number.isInteger(years)) return words;
  return `${words} (${count(years, "year")})`;
}

/** The territories of terms on chain, as a person chooses them. */
export function territoriesOf({ territories }: Pick<OnchainTerms, "territories">): Terms["territories"] {
  return territoriesOfBitmap(territories).territories;
}

/** Territories as part of a sentence: "worldwide", "France and Italy", "European Union and Norway", "12 countries". */
export function territoriesInWords(territories: Terms["territories"]): string {
  if (territories === "worldwide") return "worldwide";
  const group = territoryGroups
    .filter(({ codes }) => codes.length > 2 && codes.every((code) => territories.includes(code)))
    .sort((a, b) => b.codes.length - a.codes.length)[0];
  const rest = group ? territories.filter((code) => !group.codes.includes(code)) : territories;
  if (rest.length > 4) return `${territories.length} countries and territories`;
  return inList([...(group ? [group.label] : []), ...rest.map((code: TerritoryCode) => territoryName(code))]);
}

/** Where terms are for, as part of a sentence: "worldwide", "in France and Italy". */
export function placesInWords(territories: Terms["territories"]): string {
  return territories === "worldwide" ? "worldwide" : `in ${territoriesInWords(territories)}`;
}

type TerritoryGroup = { id: string; label: string; codes: readonly TerritoryCode[] };

const eu = [
  ..."AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
] as TerritoryCode[];

const of = (codes: string) => codes.split(" ") as TerritoryCode[];

/** Territories that people license together. A shortcut only: the deed names each of them. */
export const territoryGroups: readonly TerritoryGroup[] = [
  { id: "eu", label: "European Union", codes: eu },
  { id: "eea", label: "European Economic Area", codes: [...eu, ...of("IS LI NO")] },
  { id: "dach", label: "Germany, Austria, Switzerland", codes: of("DE AT CH") },
  { id: "uk-ie", label: "United Kingdom and Ireland", codes: of("GB IE") },
  { id: "nordic", label: "Nordic countries", codes: of("DK FI IS NO SE FO GL AX") },
  { id: "north-america", label: "North America", codes: of("CA MX US") },
  {
    id: "latin-america",
    label: "Latin America",
    codes: of("AR BO BR CL CO CR CU DO EC GT HN MX NI PA PE PY SV UY VE"),
  },
  { id: "east-asia", label: "East Asia", codes: of("CN HK JP KR MO TW") },
  { id: "asean", label: "South-East Asia", codes: of("BN ID KH LA MM MY PH SG TH TL VN") },
  { id: "anz", label: "Australia and New Zealand", codes: of("AU NZ") },
];

/**
 * The name of a territory as licence texts in the language of the page write it, so that a page shows no other word than what it is about.
 * A browser has names of its own, which differ from one to the next: they only help to find one, see searchTerritories.
 */
export function territoryName(code: TerritoryCode): string {
  return territoryInWords(code, language);
}

/** A territory that terms are for, to ask the contract about: the reader's own if it is one of them, else whichever comes first. */
export function anyTerritory(bitmap: bigint, languages: readonly string[] = navigator.languages): TerritoryCode {
  const { territories: listed } = territoriesOfBitmap(bitmap);
  const licensed = listed === "worldwide" ? territories.map(({ code }) => code) : listed;
  const own = languages
    .map((language) => new Intl.Locale(language).maximize().region)
    .map((region) => licensed.find((code) => code === region))
    .find(Boolean);
  return own ?? licensed[0] ?? territories[0].code;
}

type Overlapping = Pick<OnchainTerms, "uses" | "purposes" | "territories">;

/** What two terms have in common, after "licensed to": "print, for editorial purposes only, in France". */
export function conflictScope(one: Overlapping, other: Overlapping): string {
  const shared = { uses: one.uses & other.uses, purposes: one.purposes & other.purposes };
  const places = territoriesOfBitmap(one.territories & other.territories).territories;
  return `${licensedInWords(shared)}, ${placesInWords(places)}`;
}

/** The contract's answer in a sentence. */
export function licensedSentence(reason: LicensedReason, use: string): string {
  switch (reason) {
    case "licensed":
      return `It allows “${use}” at that time.`;
    case "no such licence":
      return "There is no licence with this number.";
    case "not the holder":
      return "This account does not hold it.";
    case "use not covered":
      return `It does not allow “${use}”.`;
    case "purpose not covered":
      return "It is not for this purpose.";
    case "field not covered":
      return "It is for another field.";
    case "territory not covered":
      return "It does not cover this country.";
    case "not started":
      return "It has not started at that time.";
    case "expired":
      return "It has ended by that time.";
    case "terminated":
      return "It, or a licence above it, was ended for a breach by that time.";
    case "surrendered":
      return "It, or a licence above it, was given back by that time.";
  }
}

/** What a licence allows, where and for how long, in a line: "print and stream, worldwide, for 730 days (2 years)". */
export function allowsInWords(onchain: OnchainTerms): string {
  const acts = usesInWords(usesOfBitmap(onchain.uses).uses) || "uses that this page has no name for";
  const time = onchain.duration === forever ? "for ever" : `for ${durationText(onchain.duration)}`;
  return `${acts}, ${territoriesInWords(territoriesOf(onchain))}, ${time}`;
}
