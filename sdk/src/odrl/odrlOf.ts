import { type Address, zeroAddress } from "viem";
import { ipfsUriOf } from "../store/ipfsUriOf.ts";
import { deedOf } from "../terms/deedOf.ts";
import { normalTerms } from "../terms/normalTerms.ts";
import { withDeed } from "../terms/onchainTermsOf.ts";
import type { Terms } from "../terms/Terms.ts";
import { termsIdOf } from "../terms/termsIdOf.ts";
import { percentOfShare } from "../units/percentOfShare.ts";
import type { OdrlAction, OdrlConstraint, OdrlDuty, OdrlPolicy, OdrlRule, OdrlValue } from "./OdrlPolicy.ts";

const context = [
  "http://www.w3.org/ns/odrl.jsonld",
  { colophon: "urn:colophon:odrl:", dct: "http://purl.org/dc/terms/", cc: "http://creativecommons.org/ns#" },
] as const;

/** The Work of the deed: the policy is of terms, which many works may share. */
const target = "urn:colophon:work";

const timeOf = (seconds: number): OdrlValue => ({ "@value": `PT${seconds}S`, "@type": "xsd:duration" });
const percent = (share: number): OdrlValue => ({ "@value": percentOfShare(share), "@type": "xsd:decimal" });
const amountOf = (amount: bigint): OdrlValue => ({ "@value": String(amount), "@type": "xsd:integer" });
const unitOf = (currency: Address) => `urn:colophon:currency:${currency === zeroAddress ? "ETH" : currency}`;

function compensate(refinement: readonly OdrlConstraint[]): OdrlDuty {
  const action: OdrlAction = { "rdf:value": { "@id": "odrl:compensate" }, refinement };
  return { action: [action] };
}

function useConstraints({ territories, duration, seats }: Terms): OdrlConstraint[] {
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
  return [...places, ...times, { leftOperand: "unitOfCount", operator: "eq", rightOperand: `colophon:seat-${seats}` }];
}

/** What is reported and paid for each period; none if nothing is reported. */
function reportDuties(terms: Terms): OdrlDuty[] {
  const { period, currency, revenueShare, perUnit, minimum, cap } = terms;
  if (period === "none") return [];
  const unit = unitOf(currency);
  const owed: OdrlConstraint[] = [];
  if (revenueShare !== 0) owed.push({ leftOperand: "percentage", operator: "eq", rightOperand: percent(revenueShare) });
  if (perUnit !== 0n) {
    owed.push({ leftOperand: "colophon:payAmountPerUnit", operator: "eq", rightOperand: amountOf(perUnit), unit });
  }
  if (minimum !== 0n) owed.push({ leftOperand: "payAmount", operator: "gteq", rightOperand: amountOf(minimum), unit });
  if (cap !== "none") owed.push({ leftOperand: "payAmount", operator: "lteq", rightOperand: amountOf(cap), unit });
  const inform: OdrlDuty = {
    action: "inform",
    constraint: [
      { leftOperand: "timeInterval", operator: "eq", rightOperand: timeOf(period) },
      { leftOperand: "colophon:currency", operator: "eq", rightOperand: unit },
    ],
  };
  return owed.length === 0 ? [inform] : [inform, compensate(owed)];
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

function deriveRule({ derivatives, upstreamShare }: Terms): OdrlRule {
  const duty: OdrlDuty[] = [];
  if (derivatives === "share-alike") duty.push({ action: "cc:ShareAlike" });
  if (upstreamShare !== 0) {
    duty.push(compensate([{ leftOperand: "percentage", operator: "eq", rightOperand: percent(upstreamShare) }]));
  }
  return { target, action: "derive", ...(duty.length > 0 && { duty }) };
}

function sublicenceRule({ sublicensing, revenueShare }: Terms): OdrlRule {
  const levels: OdrlConstraint = {
    leftOperand: "colophon:levels",
    operator: "lteq",
    rightOperand: amountOf(BigInt(sublicensing)),
  };
  const share = compensate([{ leftOperand: "percentage", operator: "eq", rightOperand: percent(revenueShare) }]);
  return { target, action: "grantUse", constraint: [levels], ...(revenueShare !== 0 && { duty: [share] }) };
}

/**
 * Terms as a policy in ODRL 2.2 (W3C), bound by content to their deed and their name on chain. Throws a TermsError if
 * they make no licence. termsOfOdrl is the way back.
 */
export function odrlOf(terms: Terms): OdrlPolicy {
  const normal = normalTerms(terms);
  const { digest } = deedOf(normal);
  const { changes, derivatives, transferable, sublicensing, exclusivity, cure } = normal;
  const choices: [boolean, OdrlRule][] = [
    [changes, { target, action: "modify" }],
    [derivatives !== "none", derivatives === "none" ? { target, action: "derive" } : deriveRule(normal)],
    [transferable, { target, action: "colophon:transferLicence" }],
    [sublicensing > 0, sublicensing === 0 ? { target, action: "grantUse" } : sublicenceRule(normal)],
  ];
  return {
    "@context": context,
    "@type": "Set",
    uid: `urn:colophon:terms:${termsIdOf(withDeed(normal, digest))}`,
    profile: "urn:colophon:odrl:1",
    conflict: "prohibit",
    "colophon:deed": ipfsUriOf(digest),
    "colophon:exclusivity": exclusivity,
    "colophon:cure": cure === "irrevocable" ? cure : timeOf(cure),
    permission: [useRule(normal), ...choices.filter(([allowed]) => allowed).map(([, rule]) => rule)],
    prohibition: choices.filter(([allowed]) => !allowed).map(([, rule]) => rule),
  };
}
