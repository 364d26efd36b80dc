import type { Address } from "viem";
import { canonicalJson } from "../core/json.ts";
import { allShares, unlimitedSupply } from "../model/constants.ts";
import { isSameAddress } from "../model/ids.ts";
import { type OnchainTerms, termsConflict } from "../model/terms.ts";
import { day } from "../model/time.ts";
import { owesAnything } from "./conditions.ts";
import { onchainTermsOf, type RulesOf } from "./deed.ts";
import { type PresetId, presets } from "./presets.ts";
import { normalTerms, type Terms } from "./terms.ts";
import { termsJsonOf } from "./termsDocument.ts";
import { rightsAsked } from "./wording.ts";

/** Something that terms allow and that is seldom meant. */
export type TermsWarning = {
  id:
    | "no-way-to-end"
    | "short-cure"
    | "no-grace"
    | "perpetual-minimum"
    | "share-of-all"
    | "exclusive-for-ever"
    | "advance-without-royalty"
    | "releases"
    | "societies"
    | "own-text"
    | "consumer-liability"
    | "preset-changed"
    | "exclusive-without-limit"
    | "spoiled"
    | "spoils";
  /** What happens, and what to do about it. */
  sentence: string;
};

/** What a careful clerk would ask about normal terms before they are offered; none of it is refused. */
export function termsWarnings(terms: Terms): TermsWarning[] {
  const { conditions, duration, exclusivity, sublicenceShare, upstreamShare } = terms;
  const warnings: TermsWarning[] = [];
  const warn = (id: TermsWarning["id"], when: boolean, sentence: string) => when && warnings.push({ id, sentence });
  const forever = duration === "forever";
  warn(
    "exclusive-for-ever",
    forever && exclusivity !== "non-exclusive",
    `One buyer has this alone, for ever: nobody else can ever be licensed for it unless they give it back. Choose a duration, or ${exclusivity === "sole" ? "a licence that is not sole" : "a licence that is not exclusive"}.`,
  );
  const shares = [
    sublicenceShare,
    upstreamShare,
    ...(conditions === "none" ? [] : conditions.tiers.map(({ share }) => share)),
  ];
  warn(
    "share-of-all",
    shares.includes(allShares),
    "A share of 100 % leaves nothing to who earns it, so that nobody has a reason to. Choose a smaller share.",
  );
  const asked = rightsAsked(terms);
  const { rights, own } = terms.wording;
  const open = asked.filter((of) => own === "none" && (rights[of] === "unsaid" || rights[of] === "not-cleared"));
  warn(
    "releases",
    open.some((of) => of !== "societies"),
    "Buyers may advertise with it, or put it on goods, and you do not say that people, property and marks in it are cleared for that. Say how it is with each, or leave these uses out.",
  );
  warn(
    "societies",
    open.includes("societies"),
    "Buyers may perform, broadcast or record it. If you are a member of a collecting society, it may be for the society to allow that, and not for you. Say how it is.",
  );
  warn(
    "own-text",
    own !== "none",
    "The text is one of your own. The contracts do not read it: what it says of uses, places, time and money counts there only as far as you chose the same here.",
  );
  const { liability, indemnity } = terms.wording;
  warn(
    "consumer-liability",
    terms.purposes.includes("private") && (liability !== "law" || indemnity === "licensee" || indemnity === "both"),
    "Buyers may be consumers: against them a limit of liability, or a promise to keep you free from claims, may count for nothing. Leave both to the law, or leave private use out.",
  );
  if (conditions === "none") return warnings;
  const { cure, grace, minimum, lifeCap, advance, period, tiers } = conditions;
  warn(
    "no-way-to-end",
    cure === "irrevocable",
    "The licensee has duties, and the licence goes on if they are never met. Let it end for a breach.",
  );
  warn(
    "short-cure",
    cure !== "irrevocable" && cure < 7 * day,
    "The licensee has less than seven days to cure a breach, and may not even have read the notice by then. Choose seven days or more.",
  );
  warn(
    "no-grace",
    period !== "none" && grace < day,
    "A report is in arrears within a day after its period, before anybody could have counted. Allow some days for it, such as 30.",
  );
  warn(
    "perpetual-minimum",
    forever && minimum !== 0n && lifeCap === "none",
    "The minimum is owed for ever, until the licence is given back or ended. Choose a duration, or a maximum in all.",
  );
  warn(
    "advance-without-royalty",
    advance !== 0n && owesAnything(conditions) && tiers.every(({ share, perUnit }) => share === 0 && perUnit === 0n),
    "The advance is kept back from the minimum, since there is no royalty. Choose a royalty, or lower the price instead.",
  );
  return warnings;
}

/** What was changed of a preset, so that nobody goes by its title any more; nothing if it is as it was. */
export function presetWarnings(preset: PresetId, terms: Terms): TermsWarning[] {
  const point = presets.find(({ id }) => id === preset);
  if (!point) return [];
  const [before, now] = [termsJsonOf(normalTerms(point.terms)), termsJsonOf(normalTerms(terms))];
  // Where it is for one field, the preset asks for the name; the wording adds to it and takes nothing away.
  const changed = (Object.keys(before) as (keyof Terms)[]).filter(
    (field) =>
      field !== "wording" &&
      !(field === "field" && before.field !== "all" && now.field !== "all") &&
      canonicalJson({ is: before[field] }) !== canonicalJson({ is: now[field] }),
  );
  if (changed.length === 0) return [];
  const sentence = `You began with “${point.label}” and changed it: what its summary says holds no longer. Go by the licence text.`;
  return [{ id: "preset-changed", sentence }];
}

/** An offer as far as buyers choose by it. */
export type PricedOffer = {
  currency: Address;
  /** For one seat, in the currency's smallest unit. */
  price: bigint;
  terms: Pick<OnchainTerms, "uses" | "purposes" | "territories" | "field" | "exclusivity">;
};

/** How many times dearer an exclusive is before it is worth a stranger's while to spoil it. */
const dearer = 10n;

/**
 * What a careful clerk would ask about an offer beside the others of the same work, before it is published; none of it
 * is refused.
 *
 * @param others The offers of the work that are open.
 */
export function offerWarnings(
  terms: Terms,
  { price, currency, supply }: { price: bigint; currency: Address; supply: number },
  others: readonly PricedOffer[],
  deployment: RulesOf,
): TermsWarning[] {
  const onchain = onchainTermsOf(terms, deployment);
  const alone = terms.exclusivity !== "non-exclusive";
  const colliding = others.filter(
    (other) => isSameAddress(other.currency, currency) && termsConflict(other.terms, onchain),
  );
  const warnings: TermsWarning[] = [];
  if (alone && supply === unlimitedSupply) {
    warnings.push({
      id: "exclusive-without-limit",
      sentence:
        "For one buyer alone, but without a limit on how many are sold: once the first licence is over, anybody can buy the next at this price. Choose how many, such as one.",
    });
  }
  if (alone && colliding.some((other) => other.price * dearer <= price)) {
    warnings.push({
      id: "spoiled",
      sentence:
        "A much cheaper offer of this work is open that collides with this one. Any stranger can spoil this one by a single purchase there. Close that offer first.",
    });
  }
  if (!alone && colliding.some((other) => price * dearer <= other.price)) {
    warnings.push({
      id: "spoils",
      sentence:
        "A much dearer offer for one buyer alone is open that collides with this one. Any stranger can spoil it by a single purchase here. Close one of the two.",
    });
  }
  return warnings;
}
