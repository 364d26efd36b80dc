import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { documents } from "@colophon/sdk";
import {
  baseTerms,
  deedOf,
  emptySchedule,
  type Forum,
  indemnities,
  type Liability,
  licenceLanguages,
  type Part,
  parseDeed,
  parseSchedule,
  presets,
  scheduleOf,
  type Terms,
  termsWarnings,
} from "@colophon/sdk/terms";
import { type Hex, sha256 } from "viem";
import { type Arguments, type Command, outputHelp, outputOptions, UsageError } from "../Command.ts";
import { writeNewFile } from "../files.ts";
import { print } from "../terminal.ts";

export const text: Command = {
  name: "text",
  summary: "write a licence text, with annexes or as your own, or the facts of one deal",
  help: `<preset | terms.json | deed.json> [--language <code>] [--law <name>] [--courts <place>] [--annex <file>]... [--own <file>]
  colophon text facts <facts.json>

Writes the licence text that terms make, in a language, with what the parties add. Whatever they add is named by its
SHA-256, so that nothing can be swapped; the files stay here. With --out the document is written whose digest goes into
the terms on chain. facts writes the document of one deal, whose digest goes into the offer.

  <preset>               one of: ${presets.map(({ id }) => id).join(", ")}
  --language <code>      ${licenceLanguages.map(({ id, label }) => `${id} (${label})`).join(" or ")}
  --law <name>           whose law governs, such as Austria; none is chosen if missing
  --courts <place>       whose courts decide
  --arbitration <rules> --seat <place>
                         instead: arbitration
  --notices <address>    where notices reach the licensor; everybody can read it
  --liability <limit>    how far each side answers to the other: law (no limit), paid, or an amount such as "10,000 EUR"
  --indemnity <who>      who keeps whom free from claims of others: ${indemnities.join(", ")}
  --annex <file>         a document that is a part of the licence; may be repeated
  --annexes-prevail      where an annex and the text differ, the annex counts
  --own <file>           your own licence text, in place of ours
  --out <file>           write the document there
${outputHelp}

facts.json holds any of: ${Object.keys(emptySchedule).join(", ")}; docs/formats.md tells their shapes.`,
  options: {
    ...outputOptions,
    language: { type: "string" },
    law: { type: "string" },
    courts: { type: "string" },
    arbitration: { type: "string" },
    seat: { type: "string" },
    notices: { type: "string" },
    liability: { type: "string" },
    indemnity: { type: "string" },
    annex: { type: "string", multiple: true },
    "annexes-prevail": { type: "boolean" },
    own: { type: "string" },
    out: { type: "string" },
  },
  async run(given) {
    const [first, file, ...more] = given.positionals;
    if (first === undefined || more.length > 0 || (first !== "facts" && file !== undefined)) {
      throw new UsageError("Say what to write: text <preset>, text <terms.json>, or text facts <facts.json>.");
    }
    return first === "facts" ? writeFacts(given, file) : writeText(given, first);
  },
};

async function jsonIn(path: string): Promise<Record<string, unknown>> {
  const content = await readFile(path, "utf8");
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Said below, with the way out.
  }
  throw new UsageError(`${path} holds no JSON object. Begin it with { and name its fields.`);
}

/** The terms that a preset, a file of terms or a licence text stands for. */
async function termsOf(name: string): Promise<Terms> {
  const preset = presets.find(({ id }) => id === name);
  if (preset) return preset.terms;
  if (extname(name) !== ".json") {
    throw new UsageError(
      `“${name}” is no preset and no file of JSON. Presets are: ${presets.map(({ id }) => id).join(", ")}.`,
    );
  }
  const given = await jsonIn(name);
  const { format } = documents.deed;
  const terms = "format" in given ? given.terms : { ...baseTerms, ...given };
  return parseDeed({ format, terms, text: "" }).terms;
}

const mediaTypes: Readonly<Record<string, string>> = {
  ".pdf": "application/pdf",
  ".txt": "text/plain",
  ".md": "text/markdown",
  ".html": "text/html",
  ".csv": "text/csv",
  ".json": "application/json",
};

async function partOf(path: string): Promise<Part> {
  const digest: Hex = sha256(new Uint8Array(await readFile(path)));
  const type = mediaTypes[extname(path).toLowerCase()] ?? "application/octet-stream";
  return { title: basename(path), sha256: digest, type, at: "none" };
}

function forumOf(given: Arguments, before: Forum): Forum {
  const [courts, arbitration, seat] = [given.value("courts"), given.value("arbitration"), given.value("seat")];
  if (courts !== undefined && arbitration !== undefined) {
    throw new UsageError("Choose courts or arbitration, not both.");
  }
  if ((arbitration === undefined) !== (seat === undefined)) {
    throw new UsageError("Arbitration has rules and a seat: give --arbitration <rules> and --seat <place>.");
  }
  if (courts !== undefined) return { courts };
  return arbitration !== undefined && seat !== undefined ? { arbitration, seat } : before;
}

function liabilityOf(limit: string | undefined): Liability | undefined {
  if (limit === undefined || limit === "law" || limit === "paid") return limit;
  return { most: limit };
}

async function writeText(given: Arguments, name: string): Promise<number> {
  const terms = await termsOf(name);
  const own = given.value("own");
  const annexes = await Promise.all(given.values("annex").map(partOf));
  const { wording } = terms;
  const asked: Terms = {
    ...terms,
    wording: {
      ...wording,
      language: (given.value("language") ?? wording.language) as Terms["wording"]["language"],
      law: given.value("law") ?? wording.law,
      forum: forumOf(given, wording.forum),
      notices: given.value("notices") ?? wording.notices,
      liability: liabilityOf(given.value("liability")) ?? wording.liability,
      indemnity: (given.value("indemnity") ?? wording.indemnity) as Terms["wording"]["indemnity"],
      annexes: [...wording.annexes, ...annexes],
      prevails: given.flag("annexes-prevail") ? "annexes" : wording.prevails,
      own: own === undefined ? wording.own : await partOf(own),
    },
  };
  const deed = deedOf(asked);
  const warnings = termsWarnings(asked).map(({ sentence }) => sentence);
  const out = given.value("out");
  if (out !== undefined) await writeNewFile(out, deed.document);
  const facts = { sha256: deed.digest, warnings, written: out ?? null, document: deed.document };
  const asks =
    warnings.length === 0 ? "" : `\nIs this what you mean?\n${warnings.map((sentence) => `  ${sentence}\n`).join("")}`;
  print(given, facts, `${deed.text}\nSHA-256 of the document: ${deed.digest}\n${asks}`);
  return 0;
}

async function writeFacts(given: Arguments, path: string | undefined): Promise<number> {
  if (path === undefined) throw new UsageError("Name the file with the facts: text facts <facts.json>.");
  const read = await jsonIn(path);
  const { format } = documents.schedule;
  const { schedule } = parseSchedule({ ...emptySchedule, ...read, format });
  const made = scheduleOf(schedule);
  const out = given.value("out");
  if (out !== undefined) await writeNewFile(out, made.document);
  print(
    given,
    { sha256: made.digest, written: out ?? null, document: made.document },
    `${made.text}\nSHA-256 of the document: ${made.digest}\n`,
  );
  return 0;
}
