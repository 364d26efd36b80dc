import * as v from "valibot";
import { type Address, type Hex, sha256 } from "viem";
import { agreementDocumentOf, parseAgreement, type SignedAgreement } from "../agreements/document.ts";
import { titleOfAgreement } from "../agreements/text.ts";
import { entrySchema } from "../content/manifest.ts";
import { addressField, canonicalBytes, canonicalJson, hashField, parseDocument, wholeField } from "../core/json.ts";
import { agreementIdOf } from "../model/agreement.ts";
import { forever } from "../model/constants.ts";
import { ColophonError, FormatError } from "../model/errors.ts";
import { isSameAddress } from "../model/ids.ts";
import { inList, visibleLine, words } from "../model/words.ts";
import type { Sized } from "../vault/sealing.ts";
import { disclosureDocuments } from "./formats.ts";
import { type Answer, type AnswerKind, answerKinds } from "./statements.ts";

/** A hand-over, an answer or a ledger that does not fit together, and the way out. */
export class DisclosureError extends ColophonError {
  override name = "DisclosureError";
}

/** A file that was handed over: what it is, and what it was encrypted to. */
export type HandedFile = Sized & { path: string; cipher: Sized };

/** That files were made ready for a party, as the discloser says. */
export type HandoverEntry = {
  kind: "handed-over";
  /** From 1. */
  number: number;
  /** SHA-256 of the entry before; of the ledger's head for the first. */
  previous: Hex;
  /** Seconds since 1970, by the discloser's clock. */
  time: number;
  recipient: Address;
  /** The recipient's public key of age, which the files are encrypted to. */
  key: string;
  files: readonly HandedFile[];
};

/** What a recipient signed of an earlier hand-over. */
export type AnswerEntry = {
  kind: AnswerKind;
  number: number;
  previous: Hex;
  /** The number of the hand-over. */
  of: number;
  /** As the recipient signed it, in seconds since 1970. */
  time: number;
  /** Of answerTypedData. */
  signature: Hex;
};

export type LedgerEntry = HandoverEntry | AnswerEntry;

/** Who was handed what under one agreement, as its discloser keeps it: entries are added and never changed. */
export type DisclosureLedger = {
  /** The agreement with the signatures that it had when the ledger began. */
  signed: SignedAgreement;
  discloser: Address;
  entries: readonly LedgerEntry[];
  /** Bundles of stamps, each about an entry and so about all before it. As they were read: whether they hold is another question. */
  stamps: readonly object[];
};

/** The most files of one hand-over: each stands in what the recipient signs. */
export const mostHandedFiles = 64;

const disclosures = disclosureDocuments.ledger;

/* DIGESTS */

const headOf = ({ signed, discloser }: Pick<DisclosureLedger, "signed" | "discloser">) => ({
  format: disclosures.format,
  agreement: JSON.parse(agreementDocumentOf(signed)) as object,
  discloser: discloser.toLowerCase(),
});

/** SHA-256 of the ledger without its entries and stamps: what its first entry follows. */
function ledgerHeadDigest(ledger: Pick<DisclosureLedger, "signed" | "discloser">): Hex {
  return sha256(canonicalBytes(headOf(ledger)));
}

const entryValue = (entry: LedgerEntry) =>
  entry.kind === "handed-over" ? { ...entry, recipient: entry.recipient.toLowerCase() } : entry;

/** An entry's bytes: what the next entry names by its SHA-256, and what is stamped. */
export function entryBytes(entry: LedgerEntry): Uint8Array {
  return canonicalBytes(entryValue(entry));
}

/** SHA-256 of an entry. */
export function entryDigest(entry: LedgerEntry): Hex {
  return sha256(entryBytes(entry));
}

const followed = (ledger: Omit<DisclosureLedger, "stamps">, number: number): Hex => {
  const before = ledger.entries[number - 2];
  return before ? entryDigest(before) : ledgerHeadDigest(ledger);
};

/* READING */

/** A ledger as canonical JSON of the format colophon-disclosures/1: what the file holds. */
export function ledgerDocumentOf({ signed, discloser, entries, stamps }: DisclosureLedger): string {
  return canonicalJson({ ...headOf({ signed, discloser }), entries: entries.map(entryValue), stamps });
}

const momentField = v.pipe(
  wholeField(0),
  v.check((value) => value <= forever, "this must be a time before 2^40 seconds."),
);

const numberField = v.pipe(
  wholeField(1),
  v.check((value) => value < 2 ** 32, "this must be below 2^32."),
);

const sizedField = v.strictObject({ size: wholeField(1), sha256: hashField });

const signatureField = v.custom<Hex>(
  (value) => typeof value === "string" && /^0x(?:[0-9a-f]{2}){1,4096}$/.test(value),
  "this must be 0x and lower-case hexadecimal digits.",
);

export const handoverEntrySchema = v.strictObject({
  kind: v.literal("handed-over"),
  number: numberField,
  previous: hashField,
  time: momentField,
  recipient: addressField,
  key: v.pipe(
    v.string(),
    v.regex(/^age1[02-9ac-hj-np-z]{58,4000}$/, "this must be a public key of age, which begins with age1."),
  ),
  files: v.pipe(
    v.array(
      v.strictObject({ path: entrySchema.entries.path, size: wholeField(1), sha256: hashField, cipher: sizedField }),
    ),
    v.minLength(1, "there must be a file."),
    v.maxLength(mostHandedFiles, `there can be at most ${mostHandedFiles} files.`),
    v.check((files) => new Set(files.map(({ path }) => path)).size === files.length, "two files have one path."),
  ),
});

export const answerFieldsSchema = {
  kind: v.picklist(answerKinds),
  time: momentField,
  signature: signatureField,
};

const ledgerSchema = v.strictObject({
  format: v.literal(disclosures.format),
  agreement: v.looseObject({}),
  discloser: addressField,
  entries: v.pipe(
    v.array(
      v.variant("kind", [
        handoverEntrySchema,
        v.strictObject({ ...answerFieldsSchema, number: numberField, previous: hashField, of: numberField }),
      ]),
    ),
    v.minLength(1, "there must be an entry."),
    v.maxLength(10_000, "there can be at most 10,000 entries."),
  ),
  stamps: v.pipe(v.array(v.looseObject({})), v.maxLength(1_000, "there can be at most 1,000 stamps.")),
});

/** The agreement inside a document, whose own problems are told as those of the document. */
export function agreementIn(value: object, format: string): SignedAgreement {
  try {
    return parseAgreement(value);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new FormatError(format, `The agreement in it is not one that counts. ${error.shortMessage}`, {
      path: "agreement",
      cause: error,
    });
  }
}

/** That an account is a party to an agreement; in words if it is not. */
export function partyProblem({ agreement: { parties } }: SignedAgreement, account: Address): string | undefined {
  if (parties.some((party) => isSameAddress(party, account))) return undefined;
  return `${words.account(account)} is no party to the agreement, which is between ${inList(parties.map(words.account))}.`;
}

/**
 * A ledger from its JSON text, bytes or parsed value, from anyone. Text must be exactly the canonical form, so that no byte
 * changes unnoticed. Whether its chain, signatures and stamps hold, verifyLedger says. Throws a FormatError.
 */
export function parseLedger(input: unknown): DisclosureLedger {
  const { agreement, discloser, entries, stamps } = parseDocument(ledgerSchema, input, disclosures);
  const signed = agreementIn(agreement, disclosures.format);
  const problem = partyProblem(signed, discloser);
  if (problem) throw new FormatError(disclosures.format, problem, { path: "discloser" });
  const ledger = { signed, discloser, entries, stamps };
  const text = input instanceof Uint8Array ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(input) : input;
  if (typeof text === "string" && text !== ledgerDocumentOf(ledger)) {
    throw new FormatError(
      disclosures.format,
      "It is not in the one form in which it is written (RFC 8785): something was changed or added, perhaps by an editor. Take the file as it was exported.",
    );
  }
  return ledger;
}

/** What does not fit in an entry, in a sentence; undefined if it follows the one before and is about what there is. */
export function entryProblem(ledger: Omit<DisclosureLedger, "stamps">, place: number): string | undefined {
  const entry = ledger.entries[place];
  if (entry === undefined) return `There is no entry ${place + 1}.`;
  if (entry.number !== place + 1) return `The entry at place ${place + 1} calls itself ${entry.number}.`;
  const previous = followed(ledger, entry.number);
  if (entry.previous !== previous) {
    const before = place === 0 ? "the ledger's head" : `entry ${place}`;
    return `Entry ${entry.number} follows ${entry.previous}, but the SHA-256 of ${before} is ${previous}. Something was changed, left out or put in.`;
  }
  if (entry.kind === "handed-over") {
    if (isSameAddress(entry.recipient, ledger.discloser))
      return `Entry ${entry.number} hands files to the discloser, who has them.`;
    return partyProblem(ledger.signed, entry.recipient);
  }
  if (entry.of >= entry.number || ledger.entries[entry.of - 1]?.kind !== "handed-over")
    return `Entry ${entry.number} answers entry ${entry.of}, which is no earlier hand-over.`;
  const twice = ledger.entries.slice(0, place).some((each) => each.kind === entry.kind && each.of === entry.of);
  return twice ? `Entry ${entry.number} says of entry ${entry.of} what another entry said before.` : undefined;
}

/* ADDING */

/** A ledger without entries: what the first hand-over begins. Throws a DisclosureError if the discloser is no party. */
export function openLedger(signed: SignedAgreement, discloser: Address): DisclosureLedger {
  const problem = partyProblem(signed, discloser);
  if (problem) throw new DisclosureError(`${problem} Only a party can disclose under it.`);
  return { signed, discloser, entries: [], stamps: [] };
}

export type HandOverParameters = Pick<HandoverEntry, "time" | "recipient" | "key" | "files">;

/**
 * The ledger with a hand-over. Throws a DisclosureError if the recipient is no party or is the discloser, the key is none, or
 * a file cannot be handed over.
 */
export function withHandover(
  ledger: DisclosureLedger,
  { time, recipient, key, files }: HandOverParameters,
): DisclosureLedger {
  const number = ledger.entries.length + 1;
  const previous = followed(ledger, number);
  const made = { kind: "handed-over", number, previous, time, recipient, key, files } as const;
  const checked = v.safeParse(handoverEntrySchema, entryValue(made), { abortEarly: true });
  if (!checked.success) {
    const place = Number(checked.issues[0].path?.[1]?.key);
    const path = files[place]?.path;
    const about = path === undefined ? "This can't be handed over" : `“${visibleLine(path)}” can't be handed over`;
    throw new DisclosureError(`${about}: ${checked.issues[0].message}`);
  }
  return added(ledger, checked.output);
}

function added(ledger: DisclosureLedger, entry: LedgerEntry): DisclosureLedger {
  const next = { ...ledger, entries: [...ledger.entries, entry] };
  const problem = entryProblem(next, entry.number - 1);
  if (problem) throw new DisclosureError(problem);
  return next;
}

/** The ledger with an answer to one of its hand-overs. Throws a DisclosureError; who signed it, isSignedByKey or a node says. */
export function withAnswer(
  ledger: DisclosureLedger,
  answer: Pick<AnswerEntry, "kind" | "of" | "time" | "signature">,
): DisclosureLedger {
  const number = ledger.entries.length + 1;
  const { kind, of, time, signature } = answer;
  return added(ledger, { kind, number, previous: followed(ledger, number), of, time, signature });
}

/** The ledger up to an entry and the stamps that were about its entries: what can be shown of it before the rest is stamped. */
export function ledgerUntil(ledger: DisclosureLedger, number: number): DisclosureLedger {
  if (!Number.isInteger(number) || number < 1 || number > ledger.entries.length)
    throw new DisclosureError(`There is no entry ${number}: the ledger has ${ledger.entries.length}.`);
  const entries = ledger.entries.slice(0, number);
  const digests = entries.map(entryDigest);
  return { ...ledger, entries, stamps: ledger.stamps.filter((stamp) => stampedPlace(digests, stamp) >= 0) };
}

const aboutSchema = v.looseObject({
  stamp: v.looseObject({
    files: v.optional(v.array(v.looseObject({ digest: hashField }))),
    manifest: v.optional(v.looseObject({ files: v.array(v.looseObject({ sha256: hashField })) })),
  }),
});

/** The place of the last entry that a stamp's bundle says it is about; -1 if it names none of them. */
export function stampedPlace(digests: readonly Hex[], stamp: object): number {
  const read = v.safeParse(aboutSchema, stamp);
  if (!read.success) return -1;
  const { files = [], manifest } = read.output.stamp;
  const named = new Set([...files.map(({ digest }) => digest), ...(manifest?.files.map((file) => file.sha256) ?? [])]);
  return digests.findLastIndex((digest) => named.has(digest));
}

/** The last entry that a stamp of the ledger is about; 0 if none is. What follows it is not stamped yet. */
export function lastStamped({ entries, stamps }: DisclosureLedger): number {
  const digests = entries.map(entryDigest);
  return Math.max(0, ...stamps.map((stamp) => stampedPlace(digests, stamp) + 1));
}

/* ASKING */

/** A hand-over of a ledger by its number. Throws a DisclosureError that says what the number is instead. */
export function handoverOf({ entries }: Pick<DisclosureLedger, "entries">, number: number): HandoverEntry {
  const entry = entries[number - 1];
  if (entry?.kind === "handed-over") return entry;
  const others = entries.flatMap((each) => (each.kind === "handed-over" ? [each.number] : []));
  throw new DisclosureError(
    entry
      ? `Entry ${number} is no hand-over. The hand-overs are ${inList(others.map(String))}.`
      : `There is no entry ${number}: the ledger has ${entries.length}.`,
  );
}

/** What the recipient of a hand-over signs. */
export function answerTo(
  { signed, discloser }: Pick<DisclosureLedger, "signed" | "discloser">,
  entry: HandoverEntry,
  time: number,
): Answer {
  return {
    agreement: agreementIdOf(signed, signed.agreement),
    entry: entry.number,
    handover: entryDigest(entry),
    discloser,
    recipient: entry.recipient,
    files: entry.files.map((file) => file.sha256),
    encrypted: entry.files.map(({ cipher }) => cipher.sha256),
    time,
  };
}

/** A hand-over and what was answered to it. */
export type DisclosureState = { handover: HandoverEntry; answers: readonly AnswerEntry[] };

/** The hand-overs of a ledger in their order, each with its answers: who answered, and who did not. */
export function disclosuresOf({ entries }: Pick<DisclosureLedger, "entries">): DisclosureState[] {
  return entries.flatMap((handover) =>
    handover.kind === "handed-over"
      ? [
          {
            handover,
            answers: entries.flatMap((each) =>
              each.kind !== "handed-over" && each.of === handover.number ? [each] : [],
            ),
          },
        ]
      : [],
  );
}

/** "disclosures-1a2b3c4d.colophon-disclosures.json": tells ledgers apart without saying what they are about. */
export function ledgerFileName({ signed }: Pick<DisclosureLedger, "signed">): string {
  return `disclosures-${agreementIdOf(signed, signed.agreement).slice(2, 10)}.colophon-disclosures.json`;
}

/** The heading of the agreement that a ledger is under, made safe to print. */
export function ledgerTitle({ signed }: Pick<DisclosureLedger, "signed">): string {
  return visibleLine(titleOfAgreement(signed.agreement));
}
