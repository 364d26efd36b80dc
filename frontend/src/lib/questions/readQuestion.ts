import { digestOf, InvalidCidError } from "@colophon/sdk";
import type { Question } from "./Question.ts";

export type QuestionResult = { ok: true; question: Question } | { ok: false; error: string };

const workBits = 224n;
const licenceBits = 256n;

/** Understands what a person pasted: a digest, a commitment, a number, an ipfs:// link, or an address of this site. */
export function readQuestion(text: string): QuestionResult {
  const trimmed = text.trim().replace(/\s+/g, "");
  if (trimmed === "") return { ok: false, error: "Paste a digest, a commitment, or a number." };

  const path = /\/(work|licence|offer)\/([^/?#]+)/.exec(trimmed);
  if (path?.[1] && path[2]) return fromPath(path[1], path[2]);

  const cid = trimmed.replace(/^ipfs:\/\//, "");
  if (/^baf[a-z2-7]+$/.test(cid)) {
    try {
      return { ok: true, question: { kind: "hash", digest: digestOf(cid), licence: undefined } };
    } catch (error) {
      if (error instanceof InvalidCidError) return { ok: false, error: error.shortMessage };
      throw error;
    }
  }

  // What sha256sum prints has no 0x; 64 digits without it are a digest, even if they are all decimal.
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return { ok: true, question: hashOf(trimmed) };
  if (/^0x[0-9a-f]{64}$/i.test(trimmed)) return { ok: true, question: hashOf(trimmed.slice(2)) };

  const number = trimmed.replace(/^#/, "");
  if (/^(0x[0-9a-f]{1,64}|[0-9]{1,78})$/i.test(number)) {
    const id = BigInt(number);
    if (id !== 0n && id >> workBits === 0n) return { ok: true, question: { kind: "work", id } };
    if (id !== 0n && id >> licenceBits === 0n) return { ok: true, question: { kind: "licence", id } };
  }
  return {
    ok: false,
    error:
      "This is neither a digest (64 hexadecimal digits), a commitment, nor the number of a work or licence. Check that all of it was copied.",
  };
}

function hashOf(digits: string): Question {
  const digest = `0x${digits.toLowerCase()}` as const;
  const number = BigInt(digest);
  // A licence's number in hexadecimal has 64 digits too; its serial, the last eight, is never zero.
  const licence = number >> 32n !== 0n && (number & 0xffff_ffffn) !== 0n ? number : undefined;
  return { kind: "hash", digest, licence };
}

function fromPath(kind: string, value: string): QuestionResult {
  if (kind === "offer" && /^0x[0-9a-f]{64}$/i.test(value)) {
    return { ok: true, question: { kind: "offer", id: value.toLowerCase() as `0x${string}` } };
  }
  if (/^(0x[0-9a-f]{1,64}|[0-9]{1,78})$/i.test(value)) {
    const id = BigInt(value);
    if (kind === "work" && id >> workBits === 0n) return { ok: true, question: { kind: "work", id } };
    if (kind === "licence" && id >> licenceBits === 0n) return { ok: true, question: { kind: "licence", id } };
  }
  return { ok: false, error: `The address has no complete ${kind} number in it. Copy it again from its page.` };
}
