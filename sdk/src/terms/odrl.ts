import * as v from "valibot";
import { type Address, zeroAddress } from "viem";
import { ipfsUriOf } from "../core/cid.ts";
import { canonicalJson, issueSentence, readJson } from "../core/json.ts";
import { FormatError, TermsError } from "../model/errors.ts";
import { termsIdOf } from "../model/terms.ts";
import { onePercent, percentOfShare } from "../model/units.ts";
import { deedOf, withDeed } from "./deed.ts";
import { normalTerms, type Terms } from "./terms.ts";
import { termsSchema } from "./termsDocument.ts";

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
  /** Where the deed is, which names it by its content. */
  "colophon:deed": string;
  "colophon:exclusivity": string;
  /** A duration, or "irrevocable". */
  "colophon:cure": string | OdrlValue;
  permission: readonly OdrlRule[];
  prohibition: readonly OdrlRule[];
};

const odrlContext = [
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
    "@context": odrlContext,
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

const odrlFormat = "ODRL policy";

const valueSchema = v.object({ "@value": v.string(), "@type": v.string() });

const constraintSchema = v.object({
  leftOperand: v.string(),
  operator: v.string(),
  rightOperand: v.union([v.string(), valueSchema, v.array(v.union([v.string(), valueSchema]))]),
});

const refinedSchema = v.object({ "rdf:value": v.object({ "@id": v.string() }), refinement: v.array(constraintSchema) });

const ruleSchema = v.object({
  action: v.union([v.string(), v.array(v.string())]),
  constraint: v.optional(v.array(constraintSchema), []),
  duty: v.optional(
    v.array(
      v.object({
        action: v.union([v.string(), v.array(v.union([v.string(), refinedSchema]))]),
        constraint: v.optional(v.array(constraintSchema), []),
      }),
    ),
    [],
  ),
});

/** Only what the terms are read from: whether the policy is exactly theirs, writing it again decides. */
const policySchema = v.object({
  "colophon:exclusivity": v.string(),
  "colophon:cure": v.union([v.string(), valueSchema]),
  permission: v.array(ruleSchema),
});

type Constraint = v.InferOutput<typeof constraintSchema>;

type Rule = v.InferOutput<typeof ruleSchema>;

const textOf = (operand: Constraint["rightOperand"] | undefined): string | undefined =>
  typeof operand === "string" ? operand : operand && "@value" in operand ? operand["@value"] : undefined;

function operandOf(constraints: readonly Constraint[], leftOperand: string, operator: string) {
  return constraints.find((each) => each.leftOperand === leftOperand && each.operator === operator)?.rightOperand;
}

/** Seconds from a duration as odrlOf writes it. */
function secondsOf(duration: string | undefined): number {
  return Number(/^PT(\d{1,13})S$/.exec(duration ?? "")?.[1] ?? Number.NaN);
}

/** What a rule's duty to compensate says. */
function owedIn(found: Rule | undefined): readonly Constraint[] {
  for (const { action } of found?.duty ?? []) {
    const [first] = typeof action === "string" ? [] : action;
    if (typeof first === "object" && first["rdf:value"]["@id"] === "odrl:compensate") return first.refinement;
  }
  return [];
}

function shareIn(constraints: readonly Constraint[]): number {
  // Whether it was written so is seen when the policy is written again.
  return Math.round(Number(textOf(operandOf(constraints, "percentage", "eq")) ?? "0") * onePercent);
}

/** The terms as JSON; anything that is missing or odd is refused by their schema afterwards. */
function readTerms(policy: v.InferOutput<typeof policySchema>) {
  const ruleOf = (action: string) => policy.permission.find((each) => each.action === action);
  const use = policy.permission.find(({ action }) => typeof action !== "string");
  const [derive, sublicence] = [ruleOf("derive"), ruleOf("grantUse")];
  const limits = use?.constraint ?? [];
  const spatial = operandOf(limits, "spatial", "isAnyOf");
  const elapsed = textOf(operandOf(limits, "elapsedTime", "lteq"));
  const inform = use?.duty.find(({ action }) => action === "inform")?.constraint;
  const owed = owedIn(use);
  const unit = textOf(operandOf(inform ?? [], "colophon:currency", "eq"))?.replace(/^urn:colophon:currency:/, "");
  const cure = policy["colophon:cure"];
  const shareAlike = derive?.duty.some(({ action }) => action === "cc:ShareAlike");
  return {
    uses: [use?.action ?? []].flat().map((action) => action.replace(/^colophon:/, "")),
    territories: Array.isArray(spatial) ? spatial.map(textOf) : "worldwide",
    duration: elapsed === undefined ? "forever" : secondsOf(elapsed),
    exclusivity: policy["colophon:exclusivity"],
    transferable: ruleOf("colophon:transferLicence") !== undefined,
    sublicensing: sublicence ? Number(textOf(operandOf(sublicence.constraint, "colophon:levels", "lteq"))) : 0,
    changes: ruleOf("modify") !== undefined,
    derivatives: derive ? (shareAlike ? "share-alike" : "allowed") : "none",
    upstreamShare: shareIn(owedIn(derive)),
    cure: cure === "irrevocable" ? cure : secondsOf(textOf(cure)),
    revenueShare: shareIn(owed) || shareIn(owedIn(sublicence)),
    period: inform ? secondsOf(textOf(operandOf(inform, "timeInterval", "eq"))) : "none",
    currency: (unit === undefined || unit === "ETH" ? zeroAddress : unit) as Address,
    perUnit: textOf(operandOf(owed, "colophon:payAmountPerUnit", "eq")) ?? "0",
    minimum: textOf(operandOf(owed, "payAmount", "gteq")) ?? "0",
    cap: textOf(operandOf(owed, "payAmount", "lteq")) ?? "none",
    attribution: use?.duty.some(({ action }) => action === "attribute") ?? false,
    seats: textOf(operandOf(limits, "unitOfCount", "eq"))?.replace(/^colophon:seat-/, ""),
  };
}

/**
 * The terms of a policy that odrlOf wrote, from its JSON text, bytes or parsed value. Throws a FormatError, also if the
 * policy says anything more, less or else than its terms: a policy of our profile is never half understood.
 */
export function termsOfOdrl(input: unknown): Terms {
  const document = readJson(input, odrlFormat, 64 * 1024);
  const read = v.safeParse(policySchema, document, { abortEarly: true });
  if (!read.success) {
    const [issue] = read.issues;
    throw new FormatError(odrlFormat, issueSentence(issue), { path: v.getDotPath(issue) ?? "" });
  }
  try {
    const parsed = v.safeParse(termsSchema, readTerms(read.output), { abortEarly: true });
    if (!parsed.success) {
      const [issue] = parsed.issues;
      throw new FormatError(odrlFormat, `its terms can't be read: ${v.getDotPath(issue)}, ${issueSentence(issue)}`);
    }
    const terms = normalTerms(parsed.output);
    if (canonicalJson(odrlOf(terms)) !== canonicalJson(document as object)) {
      throw new FormatError(
        odrlFormat,
        "It says something more, less or else than its terms, or was written by another program. Go by the deed.",
      );
    }
    return terms;
  } catch (error) {
    if (error instanceof TermsError || (error instanceof Error && error.name === "ColophonError")) {
      throw new FormatError(odrlFormat, `its terms make no licence. ${error.message}`, { cause: error });
    }
    throw error;
  }
}
