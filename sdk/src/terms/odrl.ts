import { zeroAddress } from "viem";
import { ipfsUriOf } from "../core/cid.ts";
import { canonicalJson } from "../core/json.ts";
import { isSameAddress } from "../model/ids.ts";
import { termsIdOf } from "../model/terms.ts";
import { percentOfShare } from "../model/units.ts";
import type { Conditions, ReportingPeriod, WrittenCurrency } from "./conditions.ts";
import { deedOf, type RulesOf, withDeed } from "./deed.ts";
import { normalTerms, type Terms } from "./terms.ts";
import { baseWording, type Wording } from "./wording.ts";

/** A value with its datatype, as JSON-LD writes it. */
export type OdrlValue = { "@value": string; "@type": string };

export type OdrlConstraint = {
  leftOperand: string;
  operator: "eq" | "lteq" | "gteq" | "isAnyOf";
  rightOperand: string | OdrlValue | readonly (string | OdrlValue)[];
  /** For money: the currency. */
  unit?: string;
};

/** An action, alone or refined. */
export type OdrlAction = string | { "rdf:value": { "@id": string }; refinement: readonly OdrlConstraint[] };

export type OdrlDuty = { action: string | readonly OdrlAction[]; constraint?: readonly OdrlConstraint[] };

export type OdrlRule = {
  target: string;
  action: string | readonly string[];
  constraint?: readonly OdrlConstraint[];
  duty?: readonly OdrlDuty[];
};

/** Terms as a policy in ODRL 2.2 (JSON-LD), in the profile of docs/formats.md. */
export type OdrlPolicy = {
  "@context": readonly (string | Record<string, string>)[];
  "@type": "Set";
  /** Ends with the name of the terms on chain. */
  uid: string;
  profile: string;
  conflict: "prohibit";
  /** Where the licence text is, which names it by its content. */
  "colophon:deed": string;
  "colophon:exclusivity": string;
  /** Whether the licence may fall with one above it that has rules. */
  "colophon:fallsWithParent": boolean;
  /** The contract that keeps the conditions; only with some. */
  "colophon:rules"?: string;
  /** How the licence can be ended: a duration to cure a breach, or "irrevocable". */
  "colophon:cure": string | OdrlValue;
  /** Who rules on a contested notice; only if somebody does. */
  "colophon:arbitrator"?: readonly OdrlConstraint[];
  /** What the text says beside the terms, as JSON; only where it says more than the plainest text in English. */
  "colophon:wording"?: { "@type": "@json"; "@value": Wording };
  permission: readonly OdrlRule[];
  prohibition: readonly OdrlRule[];
};

const odrlContext = [
  "http://www.w3.org/ns/odrl.jsonld",
  { colophon: "urn:colophon:odrl:", dct: "http://purl.org/dc/terms/", cc: "http://creativecommons.org/ns#" },
] as const;

/** The Work of the licence text: the policy is of terms, which many works may share. */
const target = "urn:colophon:work";

const timeOf = (seconds: number): OdrlValue => ({ "@value": `PT${seconds}S`, "@type": "xsd:duration" });

const periodOf = (period: Exclude<ReportingPeriod, "none">): OdrlValue =>
  "months" in period ? { "@value": `P${period.months}M`, "@type": "xsd:duration" } : timeOf(period.seconds);

const percent = (share: number): OdrlValue => ({ "@value": percentOfShare(share), "@type": "xsd:decimal" });

const amountOf = (amount: bigint): OdrlValue => ({ "@value": String(amount), "@type": "xsd:integer" });

const flag = (value: boolean): OdrlValue => ({ "@value": String(value), "@type": "xsd:boolean" });

const is = (leftOperand: string, rightOperand: OdrlConstraint["rightOperand"], unit?: string): OdrlConstraint => ({
  leftOperand,
  operator: "eq",
  rightOperand,
  ...(unit !== undefined && { unit }),
});

const unitOf = ({ address }: WrittenCurrency) =>
  `urn:colophon:currency:${isSameAddress(address, zeroAddress) ? "ETH" : address}`;

function compensate(refinement: readonly OdrlConstraint[]): OdrlDuty {
  const action: OdrlAction = { "rdf:value": { "@id": "odrl:compensate" }, refinement };
  return { action: [action] };
}

function useConstraints({ purposes, territories, field, duration, seats }: Terms): OdrlConstraint[] {
  const places: OdrlConstraint[] =
    territories === "worldwide"
      ? []
      : [
          {
            leftOperand: "spatial",
            operator: "isAnyOf",
            rightOperand: territories.map((code) => ({ "@value": code, "@type": "dct:ISO3166" })),
          },
        ];
  const times: OdrlConstraint[] =
    duration === "forever" ? [] : [{ leftOperand: "elapsedTime", operator: "lteq", rightOperand: timeOf(duration) }];
  return [
    { leftOperand: "purpose", operator: "isAnyOf", rightOperand: purposes.map((id) => `colophon:for-${id}`) },
    ...places,
    ...(field === "all" ? [] : [is("colophon:field", field)]),
    ...times,
    is("unitOfCount", `colophon:seat-${seats}`),
  ];
}

/** Each tier: where it begins, and what it owes. */
function tierDuties({ tiers, byRevenue, currency }: Conditions): OdrlDuty[] {
  const unit = unitOf(currency);
  return tiers.map(({ from, share, perUnit }) =>
    compensate([
      {
        leftOperand: byRevenue ? "colophon:revenueBefore" : "colophon:unitsBefore",
        operator: "gteq",
        rightOperand: amountOf(from),
        ...(byRevenue && { unit }),
      },
      is("percentage", percent(share)),
      is("colophon:payAmountPerUnit", amountOf(perUnit), unit),
    ]),
  );
}

/** What is reported and paid for each period; none if nothing is reported. */
function reportDuties({ conditions }: Terms): OdrlDuty[] {
  if (conditions === "none" || conditions.period === "none") return [];
  const { currency, minimum, carriesOver, perSeat, cap, lifeCap, advance, period, grace } = conditions;
  const unit = unitOf(currency);
  const limits: OdrlConstraint[] = [];
  if (minimum !== 0n) {
    limits.push({ leftOperand: "payAmount", operator: "gteq", rightOperand: amountOf(minimum), unit });
    limits.push(is("colophon:carriesOver", flag(carriesOver)), is("colophon:perSeat", flag(perSeat)));
  }
  if (cap !== "none") limits.push({ leftOperand: "payAmount", operator: "lteq", rightOperand: amountOf(cap), unit });
  if (lifeCap !== "none") {
    limits.push({ leftOperand: "colophon:payAmountInAll", operator: "lteq", rightOperand: amountOf(lifeCap), unit });
  }
  if (advance !== 0n) limits.push(is("colophon:advance", amountOf(advance), unit));
  const inform: OdrlDuty = {
    action: "inform",
    constraint: [
      is("timeInterval", periodOf(period)),
      is("colophon:grace", timeOf(grace)),
      is("colophon:currency", unit),
      is("colophon:symbol", currency.symbol),
      is("colophon:decimals", amountOf(BigInt(currency.decimals))),
    ],
  };
  return [
    inform,
    ...tierDuties(conditions),
    ...(limits.length === 0 ? [] : [{ action: "compensate", constraint: limits }]),
  ];
}

function useRule(terms: Terms): OdrlRule {
  const duty = [...(terms.attribution ? [{ action: "attribute" }] : []), ...reportDuties(terms)];
  return {
    target,
    action: terms.uses.map((use) => `colophon:${use}`),
    constraint: useConstraints(terms),
    ...(duty.length > 0 && { duty }),
  };
}

function deriveRule({ derivatives, works, upstreamShare, further }: Terms): OdrlRule {
  const duty: OdrlDuty[] = [];
  if (derivatives === "share-alike") duty.push({ action: "cc:ShareAlike" });
  if (upstreamShare !== 0) duty.push(compensate([is("percentage", percent(upstreamShare))]));
  const count: OdrlConstraint[] =
    works === "any" ? [] : [{ leftOperand: "count", operator: "lteq", rightOperand: amountOf(BigInt(works)) }];
  return {
    target,
    action: "derive",
    constraint: [...count, is("colophon:further", `colophon:${further}`)],
    ...(duty.length > 0 && { duty }),
  };
}

function sublicenceRule({ sublicensing, sublicenceShare, passesDown }: Terms): OdrlRule {
  const levels: OdrlConstraint = {
    leftOperand: "colophon:levels",
    operator: "lteq",
    rightOperand: amountOf(BigInt(sublicensing)),
  };
  const share = compensate([is("percentage", percent(sublicenceShare))]);
  return {
    target,
    action: "grantUse",
    constraint: [levels, is("colophon:passesDown", flag(passesDown))],
    ...(sublicenceShare !== 0 && { duty: [share] }),
  };
}

function endingOf({ conditions }: Terms, deployment: RulesOf) {
  if (conditions === "none") return { "colophon:cure": "irrevocable" } as const;
  const { cure, arbitrator } = conditions;
  return {
    "colophon:rules": deployment.contracts.compliance.address.toLowerCase(),
    "colophon:cure": cure === "irrevocable" ? cure : timeOf(cure),
    ...(arbitrator !== "none" && {
      "colophon:arbitrator": [
        is("colophon:account", arbitrator.address),
        is("colophon:extraData", arbitrator.extraData),
        is("colophon:silence", timeOf(arbitrator.silence)),
      ],
    }),
  };
}

/**
 * Terms as a policy in ODRL 2.2 (W3C), bound by content to their licence text and their name on chain. Throws a
 * TermsError if they make no licence. termsOfOdrl is the way back.
 *
 * @param deployment Whose rules keep the conditions.
 */
export function odrlOf(terms: Terms, deployment: RulesOf): OdrlPolicy {
  const normal = normalTerms(terms);
  const { digest } = deedOf(normal);
  const { changes, derivatives, transferable, sublicensing, exclusivity, fallsWithParent, passesDown } = normal;
  const choices: [boolean, OdrlRule][] = [
    [changes, { target, action: "modify" }],
    [derivatives !== "none", derivatives === "none" ? { target, action: "derive" } : deriveRule(normal)],
    [transferable, { target, action: "colophon:transferLicence" }],
    [
      sublicensing > 0,
      // A licence at the end of a chain can have to pass conditions down, though there is nobody below it.
      sublicensing > 0 || passesDown ? sublicenceRule(normal) : { target, action: "grantUse" },
    ],
  ];
  return {
    "@context": odrlContext,
    "@type": "Set",
    uid: `urn:colophon:terms:${termsIdOf(withDeed(normal, digest, deployment))}`,
    profile: "urn:colophon:odrl:2",
    conflict: "prohibit",
    "colophon:deed": ipfsUriOf(digest),
    "colophon:exclusivity": exclusivity,
    "colophon:fallsWithParent": fallsWithParent,
    ...endingOf(normal, deployment),
    ...(canonicalJson(normal.wording) !== canonicalJson(baseWording) && {
      "colophon:wording": { "@type": "@json", "@value": normal.wording },
    }),
    permission: [useRule(normal), ...choices.filter(([allowed]) => allowed).map(([, rule]) => rule)],
    prohibition: choices.filter(([allowed]) => !allowed).map(([, rule]) => rule),
  };
}
