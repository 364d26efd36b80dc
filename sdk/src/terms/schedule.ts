import * as v from "valibot";
import { type Hex, sha256, stringToBytes } from "viem";
import { canonicalJson, parseDocument } from "../core/json.ts";
import { FormatError, TermsError } from "../model/errors.ts";
import { documents } from "../model/formats.ts";
import { visibleText } from "../model/words.ts";
import { partField } from "./termsDocument.ts";
import { normalPart, type Part } from "./wording.ts";
import { type LicenceLanguage, licenceWords } from "./words/languages.ts";

/** Who a party says they are. What is true of it is theirs to show. */
export type ScheduleParty = {
  role: "licensor" | "licensee";
  name: string;
  /** Where they can be written to; "none" if they do not say. */
  address: "none" | string;
  /** SHA-256 of a signed statement of who they are; "none" without one. */
  statement: "none" | Hex;
};

/** What is handed over, by when, how, and when it counts as accepted. */
export type Delivery = { what: string; when: string; how: string; acceptance: string };

/** The facts of one deal, which its offer names by their digest: each is "none", or says something. */
export type Schedule = {
  /** The project that the licence is for, such as a film by its title. */
  project: "none" | string;
  /** Which versions of the work are meant, if not all. */
  versions: "none" | string;
  /** The credit line, word for word. */
  credit: "none" | string;
  delivery: "none" | Delivery;
  parties: readonly ScheduleParty[];
  /** Whether a tax comes on top, who owes it, and numbers for it. */
  tax: "none" | string;
  /** Anything else that was agreed of this deal. */
  facts: readonly { title: string; text: string }[];
  annexes: readonly Part[];
};

/** Says nothing yet. */
export const emptySchedule: Schedule = {
  project: "none",
  versions: "none",
  credit: "none",
  delivery: "none",
  parties: [],
  tax: "none",
  facts: [],
  annexes: [],
};

export type ScheduleDocument = { schedule: Schedule; text: string; document: string; bytes: Uint8Array; digest: Hex };

const scheduleFormat = documents.schedule.format;

/** The longest that one fact may be, in characters. */
export const longestFact = 4_000;

function fact(what: string, written: string): string {
  const text = String(written).normalize("NFC").trim();
  if (text === "") throw new TermsError(`The ${what} is blank. Type it, or leave it out.`);
  if ([...text].length > longestFact) {
    throw new TermsError(`The ${what} has ${[...text].length} characters. Use at most ${longestFact}, or an annex.`);
  }
  if (visibleText(text) !== text) throw new TermsError(`The ${what} has characters that nobody sees. Type it anew.`);
  return text;
}

const orNone = (what: string, written: "none" | string) => (written === "none" ? written : fact(what, written));

function normalParty({ role, name, address, statement }: ScheduleParty): ScheduleParty {
  if (statement !== "none" && !/^0x[0-9a-f]{64}$/i.test(statement)) {
    throw new TermsError("The digest of a statement of identity is 0x and 64 hexadecimal digits, or none.");
  }
  return {
    role,
    name: fact("name of a party", name),
    address: orNone("address of a party", address),
    statement: statement === "none" ? statement : (statement.toLowerCase() as Hex),
  };
}

function normalSchedule(schedule: Schedule): Schedule {
  const { delivery } = schedule;
  const normal: Schedule = {
    project: orNone("project", schedule.project),
    versions: orNone("versions", schedule.versions),
    credit: orNone("credit line", schedule.credit),
    delivery:
      delivery === "none"
        ? delivery
        : {
            what: fact("delivery", delivery.what),
            when: fact("time of delivery", delivery.when),
            how: fact("way of delivery", delivery.how),
            acceptance: fact("acceptance", delivery.acceptance),
          },
    parties: schedule.parties.map(normalParty),
    tax: orNone("tax", schedule.tax),
    facts: schedule.facts.map(({ title, text }) => ({
      title: fact("title of a fact", title),
      text: fact("fact", text),
    })),
    annexes: schedule.annexes.map((part) => normalPart("annex", part)),
  };
  if (canonicalJson(normal) === canonicalJson(emptySchedule)) {
    throw new TermsError("No fact of the deal is given. Give one, or make the offer without facts.");
  }
  return normal;
}

/** Each fact on a line, as people read it, with the names of the facts in the language of the licence text. */
export function scheduleText(schedule: Schedule, language: LicenceLanguage = "en"): string {
  const { project, versions, credit, delivery, parties, tax, facts, annexes } = schedule;
  const words = licenceWords(language);
  const names = words.facts;
  const said: [string, string][] = [
    [names.project, project],
    [names.versions, versions],
    [names.credit, credit],
  ];
  if (delivery !== "none") {
    said.push([names.delivery, delivery.what], [names.delivered, `${delivery.when}, ${delivery.how}`]);
    said.push([names.accepted, delivery.acceptance]);
  }
  for (const { role, name, address, statement } of parties) {
    const where = address === "none" ? "" : `, ${address}`;
    said.push([names[role], `${name}${where}${statement === "none" ? "" : names.statement(statement)}`]);
  }
  said.push([names.tax, tax], ...facts.map(({ title, text }): [string, string] => [title, text]));
  for (const { title, type, sha256: digest, at } of annexes) {
    said.push([names.annex, words.annexes.part(title, type, digest, at === "none" ? "" : at)]);
  }
  return said
    .filter(([, fact]) => fact !== "none")
    .map(([name, fact]) => `${name}: ${fact}\n`)
    .join("");
}

/**
 * The facts of one deal as a document, whose digest goes into the offer. Throws a TermsError if there is none, or one
 * cannot be written.
 */
export function scheduleOf(facts: Schedule): ScheduleDocument {
  const schedule = normalSchedule(facts);
  const document = canonicalJson({ format: scheduleFormat, ...schedule });
  const bytes = stringToBytes(document);
  return { schedule, text: scheduleText(schedule), document, bytes, digest: sha256(bytes) };
}

const statementField = v.custom<"none" | Hex>(
  (value) => typeof value === "string" && (value === "none" || /^0x[0-9a-f]{64}$/.test(value)),
  "this must be 0x and 64 lower-case hexadecimal digits, or none.",
);

const deliveryField = v.strictObject({ what: v.string(), when: v.string(), how: v.string(), acceptance: v.string() });

const scheduleSchema = v.strictObject({
  format: v.literal(scheduleFormat),
  project: v.string(),
  versions: v.string(),
  credit: v.string(),
  delivery: v.union([v.literal("none"), deliveryField]),
  parties: v.array(
    v.strictObject({
      role: v.picklist(["licensor", "licensee"]),
      name: v.string(),
      address: v.string(),
      statement: statementField,
    }),
  ),
  tax: v.string(),
  facts: v.array(v.strictObject({ title: v.string(), text: v.string() })),
  annexes: v.array(partField),
});

/** The facts as they stand in another document. */
export const scheduleFields = v.omit(scheduleSchema, ["format"]);

/** The facts of a deal from their JSON text, bytes or parsed value. Throws a FormatError. */
export function parseSchedule(input: unknown): ScheduleDocument {
  const { format: _, ...facts } = parseDocument(scheduleSchema, input, documents.schedule);
  try {
    return scheduleOf(facts);
  } catch (error) {
    if (error instanceof TermsError) throw new FormatError(scheduleFormat, error.shortMessage, { cause: error });
    throw error;
  }
}
