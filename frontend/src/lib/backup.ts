import { checkOpening, documents, FormatError, parseOpening, stampedOf } from "@colophon/sdk";
import { parseBundle } from "@colophon/sdk/evidence";
import { type BackupKey, type BackupLock, createPasskey, openBackup, sealBackup } from "@colophon/sdk/vault";
import * as v from "valibot";
import { bytesToHex, hexToBytes, isHex, sha256 } from "viem";
import { clock } from "./clock.ts";
import { keptBundles } from "./evidence/keptBundles.ts";
import { keptOpenings } from "./openings.ts";
import { keptQuotes } from "./quotes.ts";
import { createDurableStore, type DurableStore, keptTexts } from "./storage.ts";
import { keptDocuments } from "./useFinding.ts";

/*
 * Everything that this browser alone has for a person, as one encrypted file. What the chain has too, such as the list of
 * what was sent, stays where it is.
 */

type Box = Pick<DurableStore<unknown>, "keys" | "get" | "set">;

/** A box whose values may be anything; what they are is checked when they are restored. */
const boxOf = <Value>({ keys, get, set }: DurableStore<Value>, check: (key: string, value: unknown) => Value): Box => ({
  keys,
  get,
  set: async (key, value) => set(key, check(key, value)),
});

const refuse = (problem: string) => new FormatError(documents.backup.format, problem);

const openingBox = boxOf(keptOpenings, (key, value) => {
  const kept = v.parse(
    v.looseObject({ opening: v.unknown(), name: v.string(), createdAt: v.number(), downloaded: v.boolean() }),
    value,
  );
  const opening = parseOpening(kept.opening);
  if (opening.commitment !== key || !checkOpening(opening).opens) throw refuse("An opening in it does not open.");
  const { name, createdAt, downloaded } = kept;
  const { group, complete, outdated } = v.parse(
    v.object({
      group: v.optional(v.string()),
      complete: v.optional(v.boolean()),
      outdated: v.optional(v.boolean()),
    }),
    value,
  );
  return {
    ...{ opening, stamped: stampedOf(opening), name, createdAt, downloaded },
    ...(group !== undefined && { group }),
    ...(complete !== undefined && { complete }),
    ...(outdated !== undefined && { outdated }),
  };
});

const hexField = v.custom<`0x${string}`>((value) => isHex(value));

const bundleBox = boxOf(keptBundles, (_, value) => {
  const kept = v.parse(
    v.object({
      text: v.string(),
      block: v.object({ number: v.number(), hash: hexField, time: v.number() }),
      transaction: hexField,
      final: v.boolean(),
      capturedAt: v.number(),
    }),
    value,
  );
  parseBundle(kept.text);
  return kept;
});

const documentBox = boxOf(keptDocuments, (key, value) => {
  if (!(value instanceof Uint8Array) || sha256(value) !== key) throw refuse("A licence text in it was changed.");
  return value;
});

const quoteBox = boxOf(keptQuotes, (_, value) =>
  v.parse(
    v.object({ id: v.string(), chainId: v.number(), work: v.string(), document: v.string(), createdAt: v.number() }),
    value,
  ),
);

/** Of these, the pages that read them hold each value against its own schema. */
const asItIs = (name: string) => boxOf(createDurableStore<unknown>(name), (_, value) => value);

/** What each is called for people, one and several. */
const boxes = {
  openings: { box: openingBox, one: "proof", many: "proofs" },
  bundles: { box: bundleBox, one: "bundle of evidence", many: "bundles of evidence" },
  documents: { box: documentBox, one: "licence text", many: "licence texts" },
  quotes: { box: quoteBox, one: "quote", many: "quotes" },
  agreements: { box: asItIs("agreements"), one: "agreement", many: "agreements" },
  disclosures: { box: asItIs("disclosures"), one: "ledger of disclosures", many: "ledgers of disclosures" },
  drafts: { box: asItIs("drafts"), one: "draft", many: "drafts" },
  names: { box: asItIs("names"), one: "checked name", many: "checked names" },
} as const satisfies Record<string, { box: Box; one: string; many: string }>;

type BoxName = keyof typeof boxes;

const boxNames = Object.keys(boxes) as BoxName[];

/** How many of each kind there are, in words; kinds without any are left out. */
export type Holdings = { name: BoxName; words: string; count: number }[];

function wordsOf(counts: ReadonlyMap<BoxName, number>): Holdings {
  return boxNames.flatMap((name) => {
    const count = counts.get(name) ?? 0;
    return count === 0 ? [] : [{ name, count, words: count === 1 ? boxes[name].one : boxes[name].many }];
  });
}

/** What this browser keeps for the person now. */
export async function readHoldings(): Promise<Holdings> {
  const counts = await Promise.all(
    boxNames.map(async (name) => [name, (await boxes[name].box.keys()).length] as const),
  );
  return wordsOf(new Map(counts));
}

const lastKey = "colophon.backup";

/** When a copy of everything was last saved here, in seconds since 1970 by this device's clock. */
export const lastBackup = (): number | undefined => Number(keptTexts.getItem(lastKey)) || undefined;

const passkeyKey = "colophon.passkey";

/** Whether a passkey for copies was made in this browser before; it may be gone from the device since. */
export const hasPasskey = (): boolean => keptTexts.getItem(passkeyKey) !== null;

/** The passkey of this site that locks copies: the one of last time, or a new one. Throws a VaultError if there is none. */
export async function passkeyLock({ anew }: { anew: boolean }): Promise<BackupLock> {
  const kept = anew ? null : keptTexts.getItem(passkeyKey);
  const passkey = kept ?? (await createPasskey(`Colophon ${new Date(clock.now() * 1000).toISOString().slice(0, 10)}`));
  keptTexts.setItem(passkeyKey, passkey);
  return { passkey };
}

/** How many proofs are in no file of the person's: never saved, and newer than the last copy of everything. */
export async function countOnlyHere(): Promise<number> {
  const last = (lastBackup() ?? 0) * 1000;
  const openings = await keptOpenings.values();
  return openings.filter(({ downloaded, createdAt }) => !downloaded && createdAt > last).length;
}

/** JSON has no bytes and no large numbers: each of them is written as an object that says what it is. */
const written = (value: unknown): unknown => {
  if (typeof value === "bigint") return { $: "number", of: String(value) };
  if (value instanceof Uint8Array) return { $: "bytes", of: bytesToHex(value) };
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  const plain = Object.fromEntries(fields.map(([name, field]) => [name, written(field)]));
  // A value that looks like one of these itself is wrapped once more.
  return "$" in value ? { $: "object", of: plain } : plain;
};

const read = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(read);
  if (typeof value !== "object" || value === null) return value;
  if ("$" in value && "of" in value) {
    const { $: kind, of } = value;
    if (kind === "number" && typeof of === "string" && /^-?\d{1,400}$/.test(of)) return BigInt(of);
    if (kind === "bytes" && isHex(of)) return hexToBytes(of);
    if (kind === "object" && typeof of === "object" && of !== null) return fieldsRead(of);
    throw refuse("It holds a value of a kind that this version does not know. Update this site.");
  }
  return fieldsRead(value);
};

const fieldsRead = (value: object): unknown =>
  Object.fromEntries(Object.entries(value).map(([name, field]) => [name, read(field)]));

/** A copy of everything, locked. Throws a VaultError if what it is locked with will not do. */
export async function makeBackup(lock: BackupLock): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  const madeAt = clock.now();
  const content = await Promise.all(
    boxNames.map(async (name) => {
      const { box } = boxes[name];
      const keys = await box.keys();
      return [name, await Promise.all(keys.map(async (key) => [key, written(await box.get(key))]))] as const;
    }),
  );
  const text = JSON.stringify({ format: documents.backup.format, madeAt, boxes: Object.fromEntries(content) });
  const sealed = await sealBackup(new TextEncoder().encode(text), lock);
  const day = new Date(madeAt * 1000).toISOString().slice(0, 10);
  return { name: `colophon-${day}.age`, bytes: new Uint8Array(sealed) };
}

/** Notes that the person has a copy of everything up to now. */
export const noteBackup = (): void => keptTexts.setItem(lastKey, String(clock.now()));

const backupSchema = v.object({
  format: v.literal(documents.backup.format),
  madeAt: v.number(),
  boxes: v.record(v.string(), v.array(v.tuple([v.pipe(v.string(), v.maxLength(500)), v.unknown()]))),
});

export type Restored = {
  /** When the copy was made, in seconds since 1970 by the clock of who made it. */
  madeAt: number;
  added: Holdings;
  /** How many were here already, and stay as they are. */
  here: number;
  /** How many are damaged, or of a kind that this version does not know: they were left out. */
  refused: number;
};

/**
 * Puts what a copy holds into this browser, beside what it has: nothing that is here is changed. Throws a VaultError if the
 * key or the file is wrong, and a FormatError if the file holds something else.
 */
export async function restoreBackup(file: Uint8Array, key: BackupKey): Promise<Restored> {
  const text = new TextDecoder().decode(await openBackup(file, key));
  let parsed: v.InferOutput<typeof backupSchema>;
  try {
    parsed = v.parse(backupSchema, JSON.parse(text));
  } catch (cause) {
    throw new FormatError(
      documents.backup.format,
      "The file opens, and holds something else than a copy of a browser.",
      {
        cause,
      },
    );
  }
  const added = new Map<BoxName, number>();
  let [here, refused] = [0, 0];
  for (const [name, entries] of Object.entries(parsed.boxes)) {
    const known = boxNames.find((each) => each === name);
    const present = new Set(known ? await boxes[known].box.keys() : []);
    for (const [entryKey, value] of entries) {
      if (present.has(entryKey)) here += 1;
      else if (known && (await restoreValue(boxes[known].box, entryKey, value))) {
        added.set(known, (added.get(known) ?? 0) + 1);
      } else refused += 1;
    }
  }
  return { madeAt: parsed.madeAt, added: wordsOf(added), here, refused };
}

/** Whether a value is sound, and was put where it belongs. */
async function restoreValue(box: Box, key: string, value: unknown): Promise<boolean> {
  try {
    await box.set(key, read(value));
    return true;
  } catch {
    return false;
  }
}
