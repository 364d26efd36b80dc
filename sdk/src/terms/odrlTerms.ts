import * as v from "valibot";
import { type Address, zeroAddress } from "viem";
import { addressField, canonicalJson, issueSentence, readJson } from "../core/json.ts";
import { ColophonError, FormatError } from "../model/errors.ts";
import { onePercent } from "../model/units.ts";
import { baseConditions, endsForBreach } from "./conditions.ts";
import { odrlOf } from "./odrl.ts";
import { normalTerms, type Terms } from "./terms.ts";
import { termsSchema, wordingSchema } from "./termsDocument.ts";
import { baseWording } from "./wording.ts";

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
  "colophon:fallsWithParent": v.boolean(),
  "colophon:rules": v.optional(addressField),
  "colophon:cure": v.union([v.string(), valueSchema]),
  "colophon:arbitrator": v.optional(v.array(constraintSchema)),
  "colophon:wording": v.optional(v.object({ "@value": wordingSchema })),
  permission: v.array(ruleSchema),
  prohibition: v.array(ruleSchema),
});

type Policy = v.InferOutput<typeof policySchema>;

type Constraint = v.InferOutput<typeof constraintSchema>;

type Rule = v.InferOutput<typeof ruleSchema>;

const textOf = (operand: Constraint["rightOperand"] | undefined): string | undefined =>
  typeof operand === "string" ? operand : operand && "@value" in operand ? operand["@value"] : undefined;

function operandOf(constraints: readonly Constraint[], leftOperand: string, operator = "eq") {
  return constraints.find((each) => each.leftOperand === leftOperand && each.operator === operator)?.rightOperand;
}

const textIn = (constraints: readonly Constraint[], leftOperand: string, operator = "eq") =>
  textOf(operandOf(constraints, leftOperand, operator));

/** Seconds from a duration as odrlOf writes it. */
function secondsOf(duration: string | undefined): number {
  return Number(/^PT(\d{1,13})S$/.exec(duration ?? "")?.[1] ?? Number.NaN);
}

function periodOf(duration: string | undefined) {
  const months = /^P(\d{1,4})M$/.exec(duration ?? "")?.[1];
  return months === undefined ? { seconds: secondsOf(duration) } : { months: Number(months) };
}

/** What each of a rule's duties to compensate says, as odrlOf refines them. */
function owedIn(found: Rule | undefined): readonly (readonly Constraint[])[] {
  return (found?.duty ?? []).flatMap(({ action }) => {
    const [first] = typeof action === "string" ? [] : action;
    const refined = typeof first === "object" && first["rdf:value"]["@id"] === "odrl:compensate";
    return refined ? [first.refinement] : [];
  });
}

// Whether a share was written so is seen when the policy is written again.
const shareIn = (constraints: readonly Constraint[] = []) =>
  Math.round(Number(textIn(constraints, "percentage") ?? "0") * onePercent);

/** An operand that is one of our words, without what marks it as ours. */
const wordIn = (constraints: readonly Constraint[], leftOperand: string) =>
  textIn(constraints, leftOperand)?.replace(/^colophon:(?:seat-)?/, "");

function currencyOf(inform: readonly Constraint[]) {
  const unit = textIn(inform, "colophon:currency")?.replace(/^urn:colophon:currency:/, "");
  return {
    address: unit === "ETH" ? zeroAddress : unit,
    symbol: textIn(inform, "colophon:symbol"),
    decimals: Number(textIn(inform, "colophon:decimals")),
  };
}

function readReports(use: Rule | undefined) {
  const inform = use?.duty.find(({ action }) => action === "inform")?.constraint;
  if (!inform) {
    const { currency, tiers, period, grace } = endsForBreach;
    const none = tiers.map(({ from, share, perUnit }) => ({ from: String(from), share, perUnit: String(perUnit) }));
    return {
      currency,
      tiers: none,
      byRevenue: false,
      minimum: "0",
      carriesOver: false,
      perSeat: false,
      cap: "none",
      lifeCap: "none",
      advance: "0",
      period,
      grace,
    };
  }
  const limits = use?.duty.find(({ action }) => action === "compensate")?.constraint ?? [];
  const tiers = owedIn(use);
  const byRevenue = tiers.some((tier) => operandOf(tier, "colophon:revenueBefore", "gteq") !== undefined);
  return {
    currency: currencyOf(inform),
    tiers: tiers.map((tier) => ({
      from: textIn(tier, byRevenue ? "colophon:revenueBefore" : "colophon:unitsBefore", "gteq"),
      share: shareIn(tier),
      perUnit: textIn(tier, "colophon:payAmountPerUnit"),
    })),
    byRevenue,
    minimum: textIn(limits, "payAmount", "gteq") ?? String(baseConditions.minimum),
    carriesOver: textIn(limits, "colophon:carriesOver") === "true",
    perSeat: textIn(limits, "colophon:perSeat") === "true",
    cap: textIn(limits, "payAmount", "lteq") ?? "none",
    lifeCap: textIn(limits, "colophon:payAmountInAll", "lteq") ?? "none",
    advance: textIn(limits, "colophon:advance") ?? String(baseConditions.advance),
    period: periodOf(textIn(inform, "timeInterval")),
    grace: secondsOf(textIn(inform, "colophon:grace")),
  };
}

function readConditions(policy: Policy, use: Rule | undefined) {
  if (policy["colophon:rules"] === undefined) return "none";
  const [cure, arbitrator] = [policy["colophon:cure"], policy["colophon:arbitrator"]];
  return {
    ...readReports(use),
    cure: cure === "irrevocable" ? cure : secondsOf(textOf(cure)),
    arbitrator:
      arbitrator === undefined
        ? "none"
        : {
            address: textIn(arbitrator, "colophon:account"),
            extraData: textIn(arbitrator, "colophon:extraData"),
            silence: secondsOf(textIn(arbitrator, "colophon:silence")),
          },
  };
}

/** The terms as JSON; anything that is missing or odd is refused by their schema afterwards. */
function readTerms(policy: Policy) {
  const ruleOf = (action: string) => policy.permission.find((each) => each.action === action);
  const use = policy.permission.find(({ action }) => typeof action !== "string");
  const [derive, sublicence] = [ruleOf("derive"), ruleOf("grantUse")];
  const below = sublicence ?? policy.prohibition.find(({ action }) => action === "grantUse");
  const limits = use?.constraint ?? [];
  const [purposes, spatial] = [operandOf(limits, "purpose", "isAnyOf"), operandOf(limits, "spatial", "isAnyOf")];
  const elapsed = textIn(limits, "elapsedTime", "lteq");
  const works = textIn(derive?.constraint ?? [], "count", "lteq");
  const shareAlike = derive?.duty.some(({ action }) => action === "cc:ShareAlike");
  return {
    uses: [use?.action ?? []].flat().map((action) => action.replace(/^colophon:/, "")),
    purposes: Array.isArray(purposes) ? purposes.map((id) => textOf(id)?.replace(/^colophon:for-/, "")) : [],
    territories: Array.isArray(spatial) ? spatial.map(textOf) : "worldwide",
    field: textIn(limits, "colophon:field") ?? "all",
    duration: elapsed === undefined ? "forever" : secondsOf(elapsed),
    exclusivity: policy["colophon:exclusivity"],
    transferable: ruleOf("colophon:transferLicence") !== undefined,
    sublicensing: sublicence ? Number(textIn(sublicence.constraint, "colophon:levels", "lteq")) : 0,
    sublicenceShare: shareIn(owedIn(sublicence)[0]),
    fallsWithParent: policy["colophon:fallsWithParent"],
    passesDown: textIn(below?.constraint ?? [], "colophon:passesDown") === "true",
    changes: ruleOf("modify") !== undefined,
    derivatives: derive ? (shareAlike ? "share-alike" : "allowed") : "none",
    works: works === undefined ? "any" : Number(works),
    upstreamShare: shareIn(owedIn(derive)[0]),
    further: derive ? wordIn(derive.constraint, "colophon:further") : "free",
    conditions: readConditions(policy, use),
    attribution: use?.duty.some(({ action }) => action === "attribute") ?? false,
    seats: wordIn(limits, "unitOfCount"),
    wording: policy["colophon:wording"]?.["@value"] ?? baseWording,
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
    const address: Address = read.output["colophon:rules"] ?? zeroAddress;
    if (
      canonicalJson(odrlOf(terms, { contracts: { compliance: { address } } })) !== canonicalJson(document as object)
    ) {
      throw new FormatError(
        odrlFormat,
        "It says something more, less or else than its terms, or was written by another program. Go by the licence text.",
      );
    }
    return terms;
  } catch (error) {
    if (error instanceof FormatError || !(error instanceof ColophonError)) throw error;
    throw new FormatError(odrlFormat, `its terms make no licence. ${error.shortMessage}`, { cause: error });
  }
}
