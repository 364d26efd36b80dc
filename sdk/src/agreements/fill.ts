import { type Address, getAddress, isAddress } from "viem";
import type { Holder } from "../core/holders.ts";
import { totalUnits } from "../model/constants.ts";
import { grouped } from "../model/numbers.ts";
import { parseUtcDay } from "../model/time.ts";
import { percentOf, unitsFromPercent } from "../model/units.ts";
import { type Blank, type Template, type TemplateId, templates } from "./templates.ts";
import { AgreementError, canonicalText } from "./text.ts";

/** What was filled in, by the blank's id, as it was typed. */
export type FilledBlanks = Readonly<Record<string, string>>;

/** As much as a blank takes, in characters. */
const mostTyped = 4_000;

/** A template by its id. Throws an AgreementError that names those there are. */
export function templateOf(id: string): Template {
  const found = templates.find((each) => each.id === id);
  if (!found) {
    throw new AgreementError(
      `There is no template “${id.slice(0, 60)}”. These are: ${templates.map((each) => each.id).join(", ")}.`,
    );
  }
  return found;
}

/** Words can't be mistaken for a heading of the text, or for its facts. */
function plainLines(typed: string): string[] {
  return canonicalText(typed)
    .trim()
    .split("\n")
    .map((each) => each.replace(/^(\s*)(#+)/, "$1\\$2"));
}

function needed(blank: Blank, problem: string): AgreementError {
  return new AgreementError(`“${blank.label}”: ${problem}`, blank.id);
}

function wordsOf(blank: Blank, typed: string): string {
  if (typed.trim() === "") throw needed(blank, "this is not filled in yet.");
  if (typed.length > mostTyped)
    throw needed(
      blank,
      `this has ${grouped(typed.length)} characters; there can be ${grouped(mostTyped)}. Put the rest into an annex and name its SHA-256.`,
    );
  switch (blank.kind) {
    case "line": {
      const [first = "", ...more] = plainLines(typed);
      if (more.length > 0) throw needed(blank, "this must be one line.");
      return first.replace(/[.]+$/, "");
    }
    case "lines":
      return plainLines(typed).join("\n");
    case "whole": {
      const value = Number(/^\d{1,6}$/.exec(typed.trim())?.[0] ?? Number.NaN);
      if (!(value >= blank.least && value <= blank.most))
        throw needed(blank, `this must be a whole number from ${blank.least} to ${blank.most}.`);
      return `${grouped(value)} ${value === 1 ? blank.unit.replace(/s\b/, "") : blank.unit}`;
    }
    case "day":
      if (parseUtcDay(typed) === undefined) throw needed(blank, "this must be a day such as 2026-03-12.");
      return typed.trim();
    case "choice": {
      const chosen = blank.choices.find(({ id }) => id === typed.trim());
      if (!chosen) throw needed(blank, `this must be one of ${blank.choices.map(({ id }) => id).join(", ")}.`);
      return chosen.words;
    }
    case "shares":
      return sharesOf(blank, typed)
        .map(({ account, units }) => `- ${percentOf(units)} % to the account ${account.toLowerCase()}`)
        .join("\n");
  }
}

/**
 * Shares as they are typed, one a line: an account, then a percentage, such as “0x12…ef 33.5”. Together they are 100 %.
 * For createHolders, which makes the tree that the work is registered with. Throws an AgreementError.
 */
export function sharesOf(blank: Pick<Blank, "id" | "label">, typed: string): Holder[] {
  const wrong = (problem: string) => new AgreementError(`“${blank.label}”: ${problem}`, blank.id);
  const holders = typed
    .trim()
    .split("\n")
    .map((each, i): Holder => {
      const [account = "", percent = "", ...more] = each.trim().split(/[\s:=]+/);
      if (!isAddress(account, { strict: false }))
        throw wrong(`line ${i + 1} does not begin with an account (0x and 40 digits).`);
      const units =
        /\d/.test(percent) && more.every((word) => word === "%") ? unitsFromPercent(percent.replace(/%$/, "")) : 0;
      if (units === 0) throw wrong(`line ${i + 1} has no percentage behind the account, such as 33.5.`);
      return { account: getAddress(account) as Address, units };
    });
  const all = holders.reduce((sum, { units }) => sum + units, 0);
  if (all !== totalUnits) throw wrong(`together they are ${percentOf(all)} %. They must be 100 %.`);
  return holders;
}

/**
 * The words of an agreement from a template.
 *
 * @param id The template's.
 * @param filled Each blank as it was typed.
 * @returns The words for draftAgreement, which adds the facts. Throws an AgreementError that names the blank.
 */
export function fillTemplate(id: TemplateId | (string & {}), filled: FilledBlanks): string {
  const template = templateOf(id);
  const unknown = Object.keys(filled).find((key) => !template.blanks.some((blank) => blank.id === key));
  if (unknown !== undefined) {
    throw new AgreementError(
      `The template “${template.id}” has no blank “${unknown.slice(0, 60)}”. It has: ${template.blanks.map((blank) => blank.id).join(", ")}.`,
    );
  }
  const values = new Map(template.blanks.map((blank) => [blank.id, wordsOf(blank, filled[blank.id] ?? "")]));
  const paragraphOf = (paragraph: string) =>
    paragraph.replace(/\{(\w+)\}/g, (_, name: string) => values.get(name) ?? "");
  const sections = template.sections.map(
    ({ title, paragraphs }) => `## ${title}\n\n${paragraphs.map(paragraphOf).join("\n\n")}`,
  );
  return canonicalText(`# ${template.title}\n\n${sections.join("\n\n")}`);
}
