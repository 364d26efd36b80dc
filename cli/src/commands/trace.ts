import { stat } from "node:fs/promises";
import { count, grouped, isoTime, licenceNumberOf, wordFor } from "@colophon/sdk";
import {
  findVariants,
  type Marks,
  marksOf,
  mostColluders,
  mostMarkedBytes,
  oddsInWords,
  openVariants,
  parsePairs,
  parseRowPairs,
  parseVariants,
  positionsNeeded,
  programMarksOf,
  type Reading,
  readingOfHex,
  type TextKind,
  type Trace,
  textOf,
  traceInWords,
  traceLeak,
  usualBound,
  type Variants,
  variantsDigestOf,
  variantsDocumentOf,
} from "@colophon/sdk/trace";
import { asDelivered, parseDelivery, parseVaultRecord, recipientOf, vaultDigestOf } from "@colophon/sdk/vault";
import type { Hex } from "viem";
import {
  type Arguments,
  type Command,
  neededOf,
  onlyOne,
  outputHelp,
  outputOptions,
  UsageError,
  wholeOf,
} from "../Command.ts";
import { readNamed } from "../delivery/copies.ts";
import { type LogEntry, readLog } from "../delivery/log.ts";
import { secret, writeNewFile } from "../files.ts";
import { idOf } from "../named.ts";
import { print } from "../terminal.ts";
import { ageKeyHelp, ageKeyOptions, readAgeKeys } from "../vault/ageKeys.ts";
import { digestOfFile } from "../vault/vaultFolder.ts";

export const trace: Command = {
  name: "trace",
  summary: "mark the copies of a text, and find which licence a leaked copy was delivered for",
  help: `plan <file> --pairs <file> [--rows <file>] --out <variants.json>
  colophon trace need --licences <n> [--colluders <n>]
  colophon trace <leaked file> --original <file> --variants <variants.json> --age-key <file> --log <folder>
  colophon trace <leaked file> --original <file> --mark <digits> --age-key <file> --log <folder>
  colophon trace check <copy> --original <file> --variants <variants.json> --record <file> --delivery <file>

plan looks for places at which your file may read one way or the other, both of which you accept, and writes them down:
look through them, and take out what does not sound right. colophon serve and deliver --trace then give each licensee a
copy with a choice of its own. need tells how many places it takes.
trace tells for which licence a leaked copy was delivered. It reads what is there of the mark: a part will do, other
spaces, line ends or order too, and several copies put together. The chance that somebody is named who had no part in it is
bounded, whatever was done to the copy; with too few places nobody is named. It never says who passed the copy on.
check shows anybody that a copy was made from the registered file, and that it differs at the places and nowhere else.

  --pairs <file>         two spellings a line, as in: grey | gray; wherever one stands, a copy may have the other
  --rows <file>          for tables: rows to be added, two by two; a copy gets one of each two
  --colluders <n>        how many licensees may put their copies together, at most: 2 if missing, up to ${mostColluders}
  --licences <n>         among how many licences is looked; 1000 if missing
  --text-file            take a .csv, .tsv, .jsonl or .ndjson file for running text, whose order counts
  --original <file>      the registered file
  --variants <file>      what plan wrote: your secret, as it lets anybody undo the marks
  --mark <digits>        what your program (--mark-with) read in the leaked file: 32 hexadecimal digits, ? where it could not
  --log <folder>         the log of deliveries
  --licence <number>     another licence that a copy was given for, not in the log; may be repeated
  --bound <n>            that anybody is named who had no part in it: at most this; ${usualBound.toFixed(6)} if missing
  --record, --delivery   the record of the encrypted files, and the note of the delivery
${ageKeyHelp}
${outputHelp}

Exit code: 0 if a licence was found, or the copy is as it should be; 1 if not.`,
  options: {
    ...outputOptions,
    ...ageKeyOptions,
    pairs: { type: "string" },
    rows: { type: "string" },
    colluders: { type: "string" },
    licences: { type: "string" },
    "text-file": { type: "boolean" },
    original: { type: "string" },
    variants: { type: "string" },
    mark: { type: "string" },
    log: { type: "string" },
    licence: { type: "string", multiple: true },
    bound: { type: "string" },
    record: { type: "string" },
    delivery: { type: "string" },
    out: { type: "string" },
  },
  async run(given) {
    const [kind, ...rest] = given.positionals;
    const named = { ...given, positionals: rest };
    if (kind === "plan") return plan(named);
    if (kind === "need") return need(named);
    if (kind === "check") return check(named);
    return find(given);
  },
};

function colludersOf(given: Arguments): number {
  const colluders = wholeOf(given, "colluders", 2);
  if (colluders > mostColluders) throw new UsageError(`--colluders is at most ${mostColluders}.`);
  return colluders;
}

async function readText(path: string): Promise<Uint8Array> {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size > mostMarkedBytes)
    throw new UsageError(`${path} is larger than ${grouped(mostMarkedBytes)} bytes. Divide it.`);
  return new Uint8Array(await readNamed(path));
}

const readList = async (path: string) => textOf(new Uint8Array(await readNamed(path)));

/* BEFORE ANYTHING IS DELIVERED */

/** What so many positions are enough for: the most colluders of whom one is named. */
const needs = (licences: number, most: number) =>
  Array.from({ length: most }, (_, i) => ({
    colluders: i + 1,
    positions: positionsNeeded({ licences, colluders: i + 1, bound: usualBound }),
  }));

const needWords = ({ colluders, positions }: { colluders: number; positions: number }) =>
  `  ${grouped(positions).padStart(6)}  ${wordFor(colluders, "one copy", `copies of ${colluders} licensees, put together in any way`)}`;

async function need(given: Arguments): Promise<number> {
  if (given.positionals.length > 0) throw new UsageError("Say trace need --licences <n>, and nothing else.");
  const [licences, colluders] = [wholeOf(given, "licences", 1_000), colludersOf(given)];
  const needed = needs(licences, colluders);
  print(
    given,
    { licences, bound: usualBound, needed },
    [
      `Among ${count(licences, "licence")}, one is named in 95 of 100 leaks in which so many places can be read:`,
      ...needed.map(needWords),
      `That anybody is named who had no part in it: ${oddsInWords(usualBound)}, with any number of places.`,
    ].join("\n"),
  );
  return 0;
}

const tables = /\.(?:csv|tsv|jsonl|ndjson)$/i;

async function plan(given: Arguments): Promise<number> {
  const path = onlyOne(given, "Name one file: trace plan <file> --pairs <file> --out <variants.json>.");
  const out = neededOf(given, "out", "<variants.json>");
  const [pairsFile, rowsFile] = [given.value("pairs"), given.value("rows")];
  if (pairsFile === undefined && rowsFile === undefined) {
    throw new UsageError(
      "Say what may differ: --pairs <file> with two spellings a line, or --rows <file> for a table.",
    );
  }
  const kind: TextKind = tables.test(path) && !given.flag("text-file") ? "rows" : "text";
  const [colluders, licences] = [colludersOf(given), wholeOf(given, "licences", 1_000)];
  const bytes = await readText(path);
  const variants = findVariants({
    ...{ bytes, kind, colluders, csv: /\.[ct]sv$/i.test(path) },
    pairs: pairsFile === undefined ? [] : parsePairs(await readList(pairsFile)),
    rows: rowsFile === undefined ? [] : parseRowPairs(await readList(rowsFile)),
  });
  const readable = openVariants(bytes, variants).readable();
  await writeNewFile(out, variantsDocumentOf(variants), secret);
  const positions = variants.positions.length;
  const wanted = needs(licences, colluders);
  const lost = positions - readable;
  const enough = wanted.findLast((each) => each.positions <= readable);
  print(
    given,
    { variants: out, digest: variantsDigestOf(variants), kind, positions, readable, licences, needed: wanted },
    [
      `Wrote ${out}: ${count(positions, "place")} at which copies differ${lost > 0 ? `, of which ${grouped(lost)} cannot be told apart from others and do not count` : ""}.`,
      "Look through them, and take out what does not sound right. Keep the file secret: it lets anybody undo the marks.",
      `To name one among ${count(licences, "licence")} in 95 of 100 leaks takes:`,
      ...wanted.map(needWords),
      enough === undefined
        ? `${grouped(readable)} are not enough to name one. Still they narrow it down: a leak is “among these”.`
        : `${grouped(readable)} are enough for ${wordFor(enough.colluders, "one copy", `${enough.colluders} copies together`)}, if all of it leaks. A part has fewer.`,
    ].join("\n"),
  );
  return 0;
}

/* AFTER A LEAK */

/** How the leaked file is read, and how each licence's mark is made again. */
type Question = {
  reading: Reading;
  marks: Marks;
  /** Whether a line of the log tells of copies that were marked like this. */
  isOf: (copy: NonNullable<LogEntry["copies"]>["files"][number]) => boolean;
};

async function questionOf(given: Arguments, leak: string, original: string, key: string): Promise<Question> {
  const digits = given.value("mark");
  if (digits !== undefined) {
    const { sha256 } = await digestOfFile(original).catch(() =>
      Promise.reject(new UsageError(`${original} can't be read.`)),
    );
    const isOf: Question["isOf"] = (copy) => copy.file === sha256 && copy.variants === undefined;
    return { reading: readingOfHex(digits), marks: programMarksOf(sha256, key), isOf };
  }
  const variants = await variantsOf(given);
  const book = openVariants(await readText(original), variants);
  const digest = variantsDigestOf(variants);
  return {
    reading: book.read(textOf(await readText(leak))),
    marks: marksOf(variants, key),
    isOf: (copy) => copy.variants === digest,
  };
}

async function variantsOf(given: Arguments): Promise<Variants> {
  return parseVariants(await readNamed(neededOf(given, "variants", "<variants.json>")));
}

function boundOf(given: Arguments): number {
  const text = given.value("bound");
  if (text === undefined) return usualBound;
  const bound = /^0?\.\d{1,15}$|^1e-\d{1,2}$/.test(text) ? Number(text) : 0;
  if (bound > 0) return bound;
  throw new UsageError(`--bound ${text} is no chance between 0 and 1. Write it as 0.000001, for one in a million.`);
}

async function find(given: Arguments): Promise<number> {
  const leak = onlyOne(given, "Name one file: trace <leaked file>, or say trace plan, need or check.");
  const original = neededOf(given, "original", "<file>");
  const folder = given.value("log");
  const more = given.values("licence").map((text) => idOf(given, text, "licence", "--licence"));
  if (folder === undefined && more.length === 0) {
    throw new UsageError("Say for whom copies were made: --log <folder>, or --licence <number> for each.");
  }
  const entries = folder === undefined ? [] : await readLog(folder);
  const bound = boundOf(given);
  const { sha256: digest } = await digestOfFile(leak).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${leak} can't be read (${error.code}).`);
  });
  const exact = exactlyDelivered(entries, digest);
  const { sha256: registered } = await digestOfFile(original).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${original} can't be read (${error.code}).`);
  });
  if (exact.length > 0 || digest === registered) {
    print(given, { sha256: digest, exact: exact.map(exactFacts), original: digest === registered }, exactWords(exact));
    return exact.length > 0 ? 0 : 1;
  }
  const [key, by] = await secretOf(given, entries);
  const { reading, marks, isOf } = await questionOf(given, leak, original, key);
  const ours = entries.filter(({ copies }) => copies?.by === by && copies.files.some(isOf));
  const licences = [...ours.map(({ licence }) => BigInt(licence)), ...more];
  const found = traceLeak({ reading, marks, licences, bound });
  print(given, { sha256: digest, exact: [], original: false, ...found }, findWords(found, ours));
  return found.named.length > 0 ? 0 : 1;
}

/** The key that the marks in the log were made with, among those that were given. */
async function secretOf(given: Arguments, entries: readonly LogEntry[]): Promise<[key: string, recipient: string]> {
  const keys = await readAgeKeys(given);
  const used = new Set(entries.flatMap(({ copies }) => copies?.by ?? []));
  for (const key of keys) {
    const recipient = await recipientOf(key);
    if (used.size === 0 || used.has(recipient)) return [key, recipient];
  }
  throw new UsageError(
    `The marks in the log were made with the key of ${[...used].join(" or ")}, which is none of yours. Name it with --age-key.`,
  );
}

type Exact = { entry: LogEntry; copy: NonNullable<LogEntry["copies"]>["files"][number] };

/** Where these very bytes were delivered. */
function exactlyDelivered(entries: readonly LogEntry[], digest: Hex): Exact[] {
  return entries.flatMap((entry) =>
    (entry.copies?.files ?? []).filter(({ copy }) => copy === digest).map((copy) => ({ entry, copy })),
  );
}

const exactFacts = ({ entry, copy }: Exact) => ({
  licence: BigInt(entry.licence),
  account: entry.account,
  entry: entry.number,
  time: entry.time,
  path: copy.path,
});

const deliveredWords = ({ licence, account, number, time }: LogEntry) =>
  `licence ${licenceNumberOf(BigInt(licence))} (delivery ${number} of the log, ${isoTime(time)}, then held by ${account})`;

function exactWords(exact: readonly Exact[]): string {
  if (exact.length === 0)
    return "This is the registered file itself, which carries no mark. It came from nobody's copy.";
  const licences = new Set(exact.map(({ entry }) => entry.licence));
  return [
    ...exact.map(({ entry }) => `To the byte, this copy was delivered for ${deliveredWords(entry)}.`),
    ...(licences.size > 1 ? ["Their copies are the same by chance: there are too few places to tell them apart."] : []),
    "It does not say who passed it on, nor that the licensee did: a copy can be lost or stolen.",
  ].join("\n");
}

function findWords(found: Trace, ours: readonly LogEntry[]): string {
  const names = traceInWords(found, (licence) => `licence ${licenceNumberOf(licence)}`);
  const deliveries = found.named.flatMap(({ licence }) =>
    ours
      .filter((entry) => BigInt(entry.licence) === licence)
      .map((entry) => `It was delivered for ${deliveredWords(entry)}.`),
  );
  return [...names, ...deliveries].join("\n");
}

/* FOR OTHERS */

/** Shows from the file, the variants and the delivery that a copy is what the delivery says. No secret key is needed. */
async function check(given: Arguments): Promise<number> {
  const path = onlyOne(given, "Name one copy: trace check <copy> --original <file> --variants <file> ...");
  const variants = await variantsOf(given);
  const copy = await readText(path);
  const mark = openVariants(await readText(neededOf(given, "original", "<file>")), variants).markIn(copy);
  const record = parseVaultRecord(await readNamed(neededOf(given, "record", "<file>")));
  const delivery = parseDelivery(await readNamed(neededOf(given, "delivery", "<file>")));
  const { sha256 } = await digestOfFile(path);
  const file = asDelivered(record, delivery).files.find((each) => each.sha256 === sha256);
  const named = delivery.copies?.files.find((each) => each.sha256 === sha256)?.variants;
  const problems = [
    ...(delivery.record === vaultDigestOf(record) ? [] : ["The delivery is not of this record."]),
    ...(file ? [] : [`The delivery names no copy with the SHA-256 ${sha256}.`]),
    ...(file && file.copyOf?.sha256 !== variants.file.sha256 ? ["The delivery calls it a copy of another file."] : []),
    ...(named === variantsDigestOf(variants) ? [] : ["The delivery was made with other variants than these."]),
    ...(mark ? [] : ["The copy differs from the registered file at other places than those of the variants."]),
  ];
  const differs = mark?.filter((symbol, i) => variants.positions[i]?.length !== 0 && symbol !== 0).length ?? 0;
  print(
    given,
    { sha256, licence: delivery.licence, contentRoot: record.contentRoot, problems },
    problems.length > 0
      ? problems.join("\n")
      : [
          `This is the copy that the delivery for licence ${licenceNumberOf(delivery.licence)} names.`,
          `It was made from the file with the SHA-256 ${variants.file.sha256}, which leads to the content root ${record.contentRoot}.`,
          `It differs from that file at ${grouped(differs)} of the ${count(variants.positions.length, "place")} of the variants, and nowhere else.`,
        ].join("\n"),
  );
  return problems.length === 0 ? 0 : 1;
}
