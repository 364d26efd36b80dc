import { forever, mostLevels, mostWorks } from "../model/constants.ts";
import { TermsError } from "../model/errors.ts";
import {
  type Derivatives,
  derivativeRules,
  type Exclusivity,
  exclusivities,
  type Further,
  furtherRules,
} from "../model/terms.ts";
import { didYouMean, nearestOf } from "../model/words.ts";
import { type Conditions, checkShare, isWhole, normalConditions } from "./conditions.ts";
import { type SeatMeaningId, seatMeanings } from "./seats.ts";
import { type TerritoryCode, territories, territoryOf } from "./territories.ts";
import { fieldName, type PurposeId, purposeOf, purposes, type UseId, useOf, uses } from "./uses.ts";
import { baseWording, normalWording, type Wording } from "./wording.ts";

/** What a person chooses: the one source of the licence text, of the policy in ODRL, and of the terms on chain. */
export type Terms = {
  /** What may be done. */
  uses: readonly UseId[];
  /** What for. */
  purposes: readonly PurposeId[];
  /** ISO 3166-1 alpha-2 codes, or the whole world. */
  territories: "worldwide" | readonly TerritoryCode[];
  /** The name of the one field that it is for, such as "language: French", or all. */
  field: "all" | string;
  /** How long one period of a licence lasts, in seconds from its start, or "forever". */
  duration: number | "forever";
  /** Whether others may be licensed for the same. Sole: no other licensee. Exclusive: not even the licensor. */
  exclusivity: Exclusivity;
  /** Whether the licence token may be passed on. */
  transferable: boolean;
  /** How many levels of sublicences may hang below a licence, 0 to 8. */
  sublicensing: number;
  /** Of all that is paid under a sublicence, what goes up to whoever granted this licence, in parts per billion. */
  sublicenceShare: number;
  /** Without conditions: whether it may be granted under a licence that can be ended, and falls with it. */
  fallsWithParent: boolean;
  /** Whether a sublicence must have the same rules and conditions. */
  passesDown: boolean;
  /** Whether the work itself may be changed where a licensed use calls for it, such as cropped, cut or recoloured. */
  changes: boolean;
  /** Whether new works may be made from it and registered as such; share-alike: to be offered on these terms only. */
  derivatives: Derivatives;
  /** How many such works may be registered under one licence, 1 to 63. */
  works: number | "any";
  /** What such a new work owes this one of everything it receives, in parts per billion. */
  upstreamShare: number;
  /** What may be made of such a new work in turn. */
  further: Further;
  /** What is owed, reported and cured; "none" if the licence has no duties and nobody can end it. */
  conditions: "none" | Conditions;
  /** Whether the author must be named. */
  attribution: boolean;
  /** What one seat of a licence is. */
  seats: SeatMeaningId;
  /** What the text says beside all this, in which language, with which annexes; or the parties' own text. */
  wording: Wording;
};

/** Terms without any use yet, and the plainest choice everywhere else: what presets and editors start from. */
export const baseTerms: Terms = {
  uses: [],
  purposes: [],
  territories: "worldwide",
  field: "all",
  duration: "forever",
  exclusivity: "non-exclusive",
  transferable: false,
  sublicensing: 0,
  sublicenceShare: 0,
  fallsWithParent: false,
  passesDown: false,
  changes: false,
  derivatives: "none",
  works: "any",
  upstreamShare: 0,
  further: "free",
  conditions: "none",
  attribution: true,
  seats: "organisation",
  wording: baseWording,
};

/** Refuses a word that isn't one of a list: whatever were made of it, nobody chose it. */
function known(what: string, word: string, words: readonly string[]): void {
  if (words.includes(word)) return;
  const meant = nearestOf(
    String(word),
    words.map((id) => ({ id, names: [] })),
  );
  throw new TermsError(`There is no ${what} called “${word}”.${didYouMean(meant)} Choose one of: ${words.join(", ")}.`);
}

function normalUses(chosen: Terms["uses"]): UseId[] {
  for (const id of chosen) useOf(id);
  const normal: UseId[] = uses.filter((use) => chosen.includes(use.id)).map((use) => use.id);
  if (normal.length === 0) throw new TermsError("The terms allow nothing yet. Choose at least one use.");
  return normal;
}

function normalPurposes(chosen: Terms["purposes"]): PurposeId[] {
  for (const id of chosen) purposeOf(id);
  const normal: PurposeId[] = purposes.filter(({ id }) => chosen.includes(id)).map(({ id }) => id);
  if (normal.length === 0) throw new TermsError("The terms are for no purpose yet. Choose at least one.");
  return normal;
}

function normalTerritories(chosen: Terms["territories"]): Terms["territories"] {
  if (chosen === "worldwide") return chosen;
  if (!Array.isArray(chosen)) throw new TermsError(`“${chosen}” is no list of countries. Give one, or “worldwide”.`);
  for (const code of chosen) territoryOf(code);
  const normal: TerritoryCode[] = territories.filter(({ code }) => chosen.includes(code)).map(({ code }) => code);
  if (normal.length === 0) {
    throw new TermsError("The terms are for no country yet. Choose at least one, or the whole world.");
  }
  return normal;
}

function checkSublicences({ sublicensing, sublicenceShare, fallsWithParent, passesDown, conditions }: Terms): void {
  if (!isWhole(sublicensing, 0, mostLevels)) {
    throw new TermsError(`There can't be ${sublicensing} levels of sublicences. Choose from 0 to ${mostLevels}.`);
  }
  checkShare(sublicenceShare);
  if (sublicenceShare !== 0 && sublicensing === 0) {
    throw new TermsError("The terms ask a share of sublicences, but allow none. Allow them, or remove the share.");
  }
  if (passesDown && conditions === "none") {
    throw new TermsError("The terms pass conditions down, but have none. Choose conditions, or pass nothing down.");
  }
  if (fallsWithParent && conditions !== "none") {
    throw new TermsError(
      "Terms with conditions may be granted under any licence, and fall with it. Remove the conditions, or that they fall.",
    );
  }
}

function checkNewWorks(terms: Terms): void {
  const { changes, derivatives, works, upstreamShare, further } = terms;
  known("rule for new works", derivatives, derivativeRules);
  known("rule for further works", further, furtherRules);
  checkShare(upstreamShare);
  if (works !== "any" && !isWhole(works, 1, mostWorks)) {
    throw new TermsError(`${works} new works can't be counted. Choose from 1 to ${mostWorks}, or any number.`);
  }
  if (derivatives === "none") {
    if (upstreamShare !== 0 || works !== "any" || further !== "free") {
      throw new TermsError(
        "The terms ask something of new works, but allow none to be made. Allow them, or remove what is asked of them.",
      );
    }
    if (terms.uses.some((id) => id === "adapt" || id === "translate")) {
      throw new TermsError(
        "Adaptations and translations are new works made from this one, but the terms allow none. Allow new works, or remove these uses.",
      );
    }
    return;
  }
  if (!changes) {
    throw new TermsError(
      "A new work made from this one changes it, but the terms allow no changes. Allow changes, or no new works.",
    );
  }
  if (derivatives === "share-alike" && further === "ends-there") {
    throw new TermsError(
      "A new work could be offered on these terms only, which let works be made from it, and may not be offered so. Choose share-alike, or that it ends there.",
    );
  }
}

function normalField(field: string): string {
  const name = fieldName(field);
  return name === "all" ? "all" : name;
}

/** The same terms with lists in their order, each entry once; refused, with the way out, if they make no licence. */
export function normalTerms(terms: Terms): Terms {
  const { duration, exclusivity, transferable, sublicensing, sublicenceShare, fallsWithParent, passesDown } = terms;
  const { changes, derivatives, works, upstreamShare, further, conditions, attribution, seats, wording } = terms;
  const chosenUses = normalUses(terms.uses);
  const chosenPurposes = normalPurposes(terms.purposes);
  const chosenTerritories = normalTerritories(terms.territories);
  known("exclusivity", exclusivity, exclusivities);
  for (const [name, value] of Object.entries({ transferable, fallsWithParent, passesDown, changes, attribution })) {
    if (typeof value !== "boolean") throw new TermsError(`“${name}” is either true or false, not “${value}”.`);
  }
  if (duration !== "forever" && !isWhole(duration, 1, forever - 1)) {
    throw new TermsError(
      `A licence can't last ${duration} seconds. Choose a whole number of seconds above 0, or for ever.`,
    );
  }
  checkSublicences(terms);
  checkNewWorks(terms);
  known(
    "seat",
    seats,
    seatMeanings.map(({ id }) => id),
  );
  return {
    uses: chosenUses,
    purposes: chosenPurposes,
    territories: chosenTerritories,
    field: normalField(terms.field),
    duration,
    exclusivity,
    transferable,
    sublicensing,
    sublicenceShare,
    fallsWithParent,
    passesDown,
    changes,
    derivatives,
    works,
    upstreamShare,
    further,
    conditions: conditions === "none" ? conditions : normalConditions(conditions),
    attribution,
    seats,
    wording: normalWording(wording, { uses: chosenUses }),
  };
}
