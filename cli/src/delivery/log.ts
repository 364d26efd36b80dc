import { mkdir, open, readdir, readFile, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { ColophonError, canonicalJson, isoTime } from "@colophon/sdk";
import { type Delivery, deliveryDigestOf } from "@colophon/sdk/vault";
import * as v from "valibot";
import { type Hex, sha256, stringToBytes, zeroHash } from "viem";
import { UsageError } from "../Command.ts";
import { secret } from "../files.ts";
import { warn } from "../terminal.ts";

const logFormat = "colophon-delivery-log/1";

const hash = v.custom<Hex>((value) => typeof value === "string" && /^0x[0-9a-f]{64}$/.test(value));
const digits = v.pipe(v.string(), v.regex(/^\d{1,78}$/));

const entrySchema = v.strictObject({
  format: v.literal(logFormat),
  /** From 1, without a gap. */
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** The SHA-256 of the line before, over all days; zero for the first. */
  previous: hash,
  /** Seconds since 1970. */
  time: v.pipe(v.number(), v.safeInteger()),
  /** The SHA-256 of the delivery's document. */
  delivery: hash,
  licence: digits,
  account: v.string(),
  recipient: v.string(),
  record: hash,
  block: v.strictObject({ number: v.number(), hash, time: v.number() }),
  /** What the licensee signed to ask for it; missing for a delivery by hand. */
  asked: v.optional(v.strictObject({ message: v.string(), signature: v.string() })),
  /** The copies that were made for this licence, if any were: what a leaked one is looked up by. */
  copies: v.optional(
    v.strictObject({
      /** The public half of the owner's key that the marks were made with. */
      by: v.string(),
      files: v.array(
        v.strictObject({
          path: v.string(),
          /** The SHA-256 of the registered file, and of its copy. */
          file: hash,
          copy: hash,
          /** The SHA-256 of the variants; missing for a copy that a program marked. */
          variants: v.optional(hash),
        }),
      ),
    }),
  ),
});

/** A line of the log: one key that was given. */
export type LogEntry = v.InferOutput<typeof entrySchema>;

type Asked = NonNullable<LogEntry["asked"]>;

export type LoggedCopies = NonNullable<LogEntry["copies"]>;

export type DeliveryLog = {
  folder: string;
  /** To how many keys the files were delivered under a licence. */
  recipientsOf: (licence: bigint) => ReadonlySet<string>;
  /** Whether marked copies of a registered file were delivered, by its SHA-256. */
  hasCopiesOf: (file: Hex) => boolean;
  /** Adds a delivery. It is on the disk once the promise is fulfilled. */
  add: (delivery: Delivery, asked?: Asked, copies?: LoggedCopies) => Promise<{ number: number; hash: Hex }>;
  /** The days of which there is a file, the first first. */
  days: () => Promise<string[]>;
  /** The digests of the lines of a day. */
  digestsOf: (day: string) => Promise<{ name: string; sha256: Hex }[]>;
  close: () => Promise<void>;
};

const digestOf = (line: string): Hex => sha256(stringToBytes(line));
const dayOf = (seconds: number) => isoTime(seconds).slice(0, 10);
const dayFile = /^(\d{4}-\d{2}-\d{2})\.jsonl$/;

async function daysIn(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => dayFile.exec(name)?.[1] ?? []).sort();
}

/**
 * The whole lines of a day. A last line that was begun when the program was ended was never answered, and is dropped: from
 * the file too, unless it is only looked at.
 */
async function linesOf(path: string, isLast: boolean, onlyLook: boolean): Promise<string[]> {
  const text = await readFile(path, "utf8");
  const end = text.lastIndexOf("\n") + 1;
  if (end < text.length) {
    if (!isLast) throw broken(path, "a line is cut off, and later days follow");
    if (onlyLook) return text.slice(0, end).split("\n").slice(0, -1);
    warn(`The last line of ${path} was cut off when the program was ended. It was never delivered, and is dropped.`);
    await truncate(path, Buffer.byteLength(text.slice(0, end)));
  }
  return text.slice(0, end).split("\n").slice(0, -1);
}

function broken(path: string, problem: string): UsageError {
  return new UsageError(
    `The log of deliveries is not whole: in ${path}, ${problem}. Restore the folder from a copy: seats are counted by it.`,
  );
}

function parseLine(line: string, path: string): LogEntry {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw broken(path, "a line is not JSON");
  }
  const parsed = v.safeParse(entrySchema, value);
  if (!parsed.success) throw broken(path, "a line is not one of this log");
  return parsed.output;
}

/** All lines of a log, each held against the one before. */
async function* entriesIn(folder: string, onlyLook: boolean) {
  let [number, previous]: [number, Hex] = [0, zeroHash];
  const known = await daysIn(folder);
  for (const day of known) {
    const path = join(folder, `${day}.jsonl`);
    for (const line of await linesOf(path, day === known.at(-1), onlyLook)) {
      const entry = parseLine(line, path);
      if (entry.number !== number + 1) throw broken(path, `line ${number + 1} is missing`);
      if (entry.previous !== previous) throw broken(path, `line ${number} was changed after it was written`);
      [number, previous] = [entry.number, digestOf(line)];
      yield { entry, hash: previous };
    }
  }
}

/** The lines of a log that another program may be writing to: nothing in the folder is changed. */
export async function readLog(folder: string): Promise<LogEntry[]> {
  const entries: LogEntry[] = [];
  try {
    for await (const { entry } of entriesIn(folder, true)) entries.push(entry);
  } catch (error) {
    if (error instanceof ColophonError) throw error;
    throw new UsageError(
      `There is no log of deliveries in ${folder}. Name the folder that --log named when they were made.`,
    );
  }
  return entries;
}

/**
 * The log of deliveries in a folder: a file a day, a line each, which names the digest of the line before it. Nothing is
 * ever changed or taken out; what was, shows. Lines are only added, so that a program that is ended at any moment leaves
 * whole lines and at most one that nobody was told of.
 */
export async function openLog(folder: string): Promise<DeliveryLog> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const recipients = new Map<string, Set<string>>();
  const copied = new Set<Hex>();
  let [number, previous, last]: [number, Hex, string | undefined] = [0, zeroHash, (await daysIn(folder)).at(-1)];
  const count = ({ licence, recipient, copies }: LogEntry) => {
    recipients.set(licence, (recipients.get(licence) ?? new Set()).add(recipient));
    for (const { file } of copies?.files ?? []) copied.add(file);
  };
  for await (const { entry, hash: digest } of entriesIn(folder, false)) {
    [number, previous] = [entry.number, digest];
    count(entry);
  }
  const opened = new Map<string, { handle: Awaited<ReturnType<typeof open>>; size: number }>();
  const fileOf = async (day: string) => {
    const path = join(folder, `${day}.jsonl`);
    const before = opened.get(day);
    if (before) return { path, ...before };
    for (const { handle } of opened.values()) await handle.close();
    opened.clear();
    const handle = await open(path, "a", secret.mode);
    const { size } = await handle.stat();
    opened.set(day, { handle, size });
    return { path, handle, size };
  };
  let turn: Promise<unknown> = Promise.resolve();
  const write = async (delivery: Delivery, asked: Asked | undefined, copies: LoggedCopies | undefined) => {
    // Should the clock have gone back, the day does not: lines stay in their order.
    const day = [dayOf(delivery.time), last ?? ""].sort().at(-1) ?? "";
    const { path, handle, size } = await fileOf(day);
    if ((await stat(path)).size !== size)
      throw new ColophonError(`Another program writes to ${path}. Nothing was delivered. End one of them.`);
    const entry: LogEntry = {
      ...{ format: logFormat, number: number + 1, previous, time: delivery.time },
      delivery: deliveryDigestOf(delivery),
      ...{ licence: delivery.licence.toString(), account: delivery.account.toLowerCase() },
      ...{ recipient: delivery.recipient, record: delivery.record, block: delivery.block },
      ...(asked && { asked }),
      ...(copies && { copies }),
    };
    const line = canonicalJson(entry);
    try {
      await handle.writeFile(`${line}\n`);
      await handle.sync();
    } catch (cause) {
      // What is there of it may be half a line: take it back, so that the next one begins on its own.
      await truncate(path, size).catch(() => {});
      throw new ColophonError("The log of deliveries can't be written, so nothing was delivered. Look at the disk.", {
        cause,
      });
    }
    opened.set(day, { handle, size: size + Buffer.byteLength(line) + 1 });
    [number, previous, last] = [entry.number, digestOf(line), day];
    count(entry);
    return { number, hash: previous };
  };
  return {
    folder,
    recipientsOf: (licence) => recipients.get(licence.toString()) ?? new Set(),
    hasCopiesOf: (file) => copied.has(file),
    add(delivery, asked, copies) {
      const mine = turn.then(() => write(delivery, asked, copies));
      turn = mine.catch(() => {});
      return mine;
    },
    days: () => daysIn(folder),
    async digestsOf(day) {
      const path = join(folder, `${day}.jsonl`);
      const lines = (await readFile(path, "utf8")).split("\n").slice(0, -1);
      return lines.map((line) => ({ name: `delivery ${parseLine(line, path).number}`, sha256: digestOf(line) }));
    },
    async close() {
      await turn;
      for (const { handle } of opened.values()) await handle.close();
    },
  };
}
