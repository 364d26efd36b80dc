import * as v from "valibot";
import type { Address, Hex } from "viem";
import { agreementDocumentOf, type SignedAgreement } from "../agreements/document.ts";
import { bytesOfFragment, fragmentOf } from "../core/fragment.ts";
import { addressField, canonicalJson, hashField, parseDocument, wholeField } from "../core/json.ts";
import { normalSignature } from "../core/signature.ts";
import { agreementIdOf } from "../model/agreement.ts";
import { FormatError } from "../model/errors.ts";
import { isSameAddress } from "../model/ids.ts";
import { visibleLine, words } from "../model/words.ts";
import type { Sized } from "../vault/sealing.ts";
import { disclosureDocuments } from "./formats.ts";
import {
  agreementIn,
  answerFieldsSchema,
  answerTo,
  DisclosureError,
  type DisclosureLedger,
  entryDigest,
  type HandedFile,
  type HandoverEntry,
  handoverEntrySchema,
  handoverOf,
  partyProblem,
  withAnswer,
} from "./ledger.ts";
import { type AnswerKind, answerTypedData } from "./statements.ts";

/** What goes to a recipient beside the encrypted files: the agreement, and the entry of the discloser's ledger. */
export type Handover = { signed: SignedAgreement; discloser: Address; entry: HandoverEntry };

/** What a recipient sends back: their signature, and which hand-over it is about. */
export type HandoverAnswer = {
  agreement: Hex;
  entry: number;
  handover: Hex;
  recipient: Address;
  kind: AnswerKind;
  time: number;
  signature: Hex;
};

/* HAND-OVER */

/** The hand-over of a ledger by its number, for its recipient: nothing of the other entries is in it. */
export function handoverIn(ledger: DisclosureLedger, number: number): Handover {
  return { signed: ledger.signed, discloser: ledger.discloser, entry: handoverOf(ledger, number) };
}

/** A hand-over as canonical JSON of the format colophon-handover/1. */
export function handoverDocumentOf({ signed, discloser, entry }: Handover): string {
  return canonicalJson({
    format: disclosureDocuments.handover.format,
    agreement: JSON.parse(agreementDocumentOf(signed)) as object,
    discloser: discloser.toLowerCase(),
    entry: { ...entry, recipient: entry.recipient.toLowerCase() },
  });
}

/** A hand-over for a link, after the “#”. See parseHandoverFragment. */
export function handoverFragmentOf(handover: Handover): string {
  return fragmentOf(handoverDocumentOf(handover));
}

const handoverSchema = v.strictObject({
  format: v.literal(disclosureDocuments.handover.format),
  agreement: v.looseObject({}),
  discloser: addressField,
  entry: handoverEntrySchema,
});

/** A hand-over from its JSON text, bytes or parsed value, from anyone. Throws a FormatError. */
export function parseHandover(input: unknown): Handover {
  const { agreement, discloser, entry } = parseDocument(handoverSchema, input, disclosureDocuments.handover);
  const signed = agreementIn(agreement, disclosureDocuments.handover.format);
  for (const [path, account] of Object.entries({ discloser, "entry.recipient": entry.recipient })) {
    const problem = partyProblem(signed, account);
    if (problem) throw new FormatError(disclosureDocuments.handover.format, problem, { path });
  }
  return { signed, discloser, entry };
}

/** A hand-over from the part of a link after the “#”. Throws a FormatError. */
export function parseHandoverFragment(fragment: string): Handover {
  return parseHandover(bytesOfFragment(fragment, disclosureDocuments.handover));
}

/** What a recipient signs of a hand-over (EIP-712), at a time in seconds since 1970. */
export function handoverTypedData(handover: Handover, kind: AnswerKind, time: number) {
  return answerTypedData(handover.signed, kind, answerTo(handover, handover.entry, time));
}

/** The file of a hand-over that some encrypted bytes are. Throws a DisclosureError that says what they are instead. */
export function handedFileOf({ entry }: Handover, cipher: Sized, name: string): HandedFile {
  const found = entry.files.find((file) => file.cipher.sha256 === cipher.sha256);
  if (found) return found;
  const names = entry.files.map((file) => `“${visibleLine(file.path)}”`).join(", ");
  throw new DisclosureError(
    `“${visibleLine(name)}” is not what was handed over: the SHA-256 of the encrypted file is ${cipher.sha256}, which is that of none of ${names}. Get it again from whoever sent it.`,
  );
}

/** That what came out of an encrypted file is what the hand-over names. Throws a DisclosureError: then no receipt is due. */
export function checkHanded(file: HandedFile, opened: Sized): void {
  if (opened.sha256 === file.sha256 && opened.size === file.size) return;
  throw new DisclosureError(
    `What was encrypted is not “${visibleLine(file.path)}” as the hand-over names it: its SHA-256 is ${opened.sha256}, not ${file.sha256}. Do not sign that you received it; tell the one who sent it.`,
  );
}

/* ANSWER */

/** An answer to a hand-over, with a signature of handoverTypedData as the wallet gave it. */
export function answerOf(handover: Handover, kind: AnswerKind, time: number, signature: Hex): HandoverAnswer {
  const { agreement, entry, handover: digest, recipient } = answerTo(handover, handover.entry, time);
  return { agreement, entry, handover: digest, recipient, kind, time, signature: normalSignature(signature) };
}

/** An answer as canonical JSON of the format colophon-handover-answer/1. */
export function answerDocumentOf(answer: HandoverAnswer): string {
  return canonicalJson({
    format: disclosureDocuments.answer.format,
    ...answer,
    recipient: answer.recipient.toLowerCase(),
  });
}

/** An answer for a link, after the “#”. See parseAnswerFragment. */
export function answerFragmentOf(answer: HandoverAnswer): string {
  return fragmentOf(answerDocumentOf(answer));
}

const answerSchema = v.strictObject({
  format: v.literal(disclosureDocuments.answer.format),
  agreement: hashField,
  entry: wholeField(1),
  handover: hashField,
  recipient: addressField,
  ...answerFieldsSchema,
});

/** An answer from its JSON text, bytes or parsed value, from anyone. Throws a FormatError. */
export function parseAnswer(input: unknown): HandoverAnswer {
  const { format: _, ...answer } = parseDocument(answerSchema, input, disclosureDocuments.answer);
  return answer;
}

/** An answer from the part of a link after the “#”. Throws a FormatError. */
export function parseAnswerFragment(fragment: string): HandoverAnswer {
  return parseAnswer(bytesOfFragment(fragment, disclosureDocuments.answer));
}

/**
 * The message that an answer is the signature of, by the ledger that it is for. Throws a DisclosureError if it is for
 * another agreement, entry or recipient.
 */
export function answeredTypedData(ledger: DisclosureLedger, answer: HandoverAnswer) {
  const id = agreementIdOf(ledger.signed, ledger.signed.agreement);
  if (answer.agreement !== id)
    throw new DisclosureError(
      `This answer is under the agreement ${answer.agreement}, and the ledger under ${id}. Choose the ledger of that agreement.`,
    );
  const entry = handoverOf(ledger, answer.entry);
  if (answer.handover !== entryDigest(entry))
    throw new DisclosureError(
      `This answer is to another hand-over than entry ${answer.entry} of the ledger: it names ${answer.handover}, and the entry is ${entryDigest(entry)}. Take an older copy of the ledger, if you have one.`,
    );
  if (!isSameAddress(answer.recipient, entry.recipient))
    throw new DisclosureError(
      `Entry ${answer.entry} was for ${words.account(entry.recipient)}, and the answer is from ${words.account(answer.recipient)}.`,
    );
  return answerTypedData(ledger.signed, answer.kind, answerTo(ledger, entry, answer.time));
}

/** The ledger with an answer, after its signature was checked against {@link answeredTypedData}. Throws a DisclosureError. */
export function takeAnswer(ledger: DisclosureLedger, answer: HandoverAnswer): DisclosureLedger {
  answeredTypedData(ledger, answer);
  const { kind, entry, time, signature } = answer;
  return withAnswer(ledger, { kind, of: entry, time, signature });
}

/** "handover-1a2b3c4d-3.colophon-handover.json", or the answer's name: which agreement and entry, and nothing else. */
export function handoverFileName({ signed, entry }: Handover, answered?: AnswerKind): string {
  const name = `${agreementIdOf(signed, signed.agreement).slice(2, 10)}-${entry.number}`;
  return answered ? `${answered}-${name}.colophon-answer.json` : `handover-${name}.colophon-handover.json`;
}
