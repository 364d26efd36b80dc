import { allShares } from "../model/constants.ts";
import { day } from "../model/time.ts";
import { owesAnything } from "./conditions.ts";
import type { Terms } from "./terms.ts";

/** Something that terms allow and that is seldom meant. */
export type TermsWarning = {
  id:
    | "no-way-to-end"
    | "short-cure"
    | "no-grace"
    | "perpetual-minimum"
    | "share-of-all"
    | "exclusive-for-ever"
    | "advance-without-royalty";
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
