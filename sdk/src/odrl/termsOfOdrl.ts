import * as v from "valibot";
import { type Address, zeroAddress } from "viem";
import { FormatError } from "../errors/FormatError.ts";
import { canonicalJson } from "../json/canonicalJson.ts";
import { issueSentence } from "../json/issueSentence.ts";
import { readJson } from "../json/readJson.ts";
import { normalTerms } from "../terms/normalTerms.ts";
import type { Terms } from "../terms/Terms.ts";
import { TermsError } from "../terms/TermsError.ts";
import { termsSchema } from "../terms/termsSchema.ts";
import { shareFromPercent } from "../units/shareFromPercent.ts";
import { odrlOf } from "./odrlOf.ts";

const format = "ODRL policy";

const value = v.object({ "@value": v.string(), "@type": v.string() });
const constraint = v.object({
  leftOperand: v.string(),
  operator: v.string(),
  rightOperand: v.union([v.string(), value, v.array(v.union([v.string(), value]))]),
});
const refined = v.object({ "rdf:value": v.object({ "@id": v.string() }), refinement: v.array(constraint) });
const rule = v.object({
  action: v.union([v.string(), v.array(v.string())]),
  constraint: v.optional(v.array(constraint), []),
  duty: v.optional(
    v.array(
      v.object({
        action: v.union([v.string(), v.array(v.union([v.string(), refined]))]),
        constraint: v.optional(v.array(constraint), []),
      }),
    ),
    [],
  ),
});

/** Only what the terms are read from: whether the policy is exactly theirs, writing it again decides. */
const policySchema = v.object({
  "colophon:exclusivity": v.string(),
  "colophon:cure": v.union([v.string(), value]),
  permission: v.array(rule),
});

type Constraint = v.InferOutput<typeof constraint>;
type Rule = v.InferOutput<typeof rule>;

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
  return shareFromPercent(textOf(operandOf(constraints, "percentage", "eq")) ?? "0");
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
  const document = readJson(input, format, 64 * 1024);
  const read = v.safeParse(policySchema, document, { abortEarly: true });
  if (!read.success) {
    const [issue] = read.issues;
    throw new FormatError(format, issueSentence(issue), { path: v.getDotPath(issue) ?? "" });
  }
  try {
    const parsed = v.safeParse(termsSchema, readTerms(read.output), { abortEarly: true });
    if (!parsed.success) {
      const [issue] = parsed.issues;
      throw new FormatError(format, `its terms can't be read: ${v.getDotPath(issue)}, ${issueSentence(issue)}`);
    }
    const terms = normalTerms(parsed.output);
    if (canonicalJson(odrlOf(terms)) !== canonicalJson(document as object)) {
      throw new FormatError(
        format,
        "It says something more, less or else than its terms, or was written by another program. Go by the deed.",
      );
    }
    return terms;
  } catch (error) {
    if (error instanceof TermsError || (error instanceof Error && error.name === "ColophonError")) {
      throw new FormatError(format, `its terms make no licence. ${error.message}`, { cause: error });
    }
    throw error;
  }
}
