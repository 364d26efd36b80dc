import { digestOf, InvalidCidError, serialOf } from "@colophon/sdk";
import { type Address, getAddress, type Hex } from "viem";

/** What a pasted text may be the number of. One text can be several. */
export type Question =
  | { kind: "hash"; digest: Hex; licence: bigint | undefined }
  | { kind: "work"; id: bigint }
  | { kind: "licence"; id: bigint }
  | { kind: "offer"; id: Hex };

type ParsedQuestion = { ok: true; question: Question } | { ok: false; error: string };

const workBits = 224n;

const licenceBits = 256n;

/** Understands what a person pasted: a digest, a commitment, a number, an ipfs:// link, or an address of this site. */
export function parseQuestion(text: string): ParsedQuestion {
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
  const licence = number >> 32n !== 0n && serialOf(number) !== 0 ? number : undefined;
  return { kind: "hash", digest, licence };
}

function fromPath(kind: string, value: string): ParsedQuestion {
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

export type SearchQuestion =
  | { kind: "nothing" }
  | { kind: "hash"; digest: Hex; licence: bigint | undefined }
  | { kind: "work"; id: bigint }
  | { kind: "licence"; id: bigint }
  | { kind: "offer"; id: Hex }
  | { kind: "account"; address: Address }
  | { kind: "words"; words: string };

/** A year or a page is a word; the numbers of works and licences come from hashes and are longer than this. */
const shortestNumber = 20;

/** What somebody typed into the search box: the number of something, an account, or words. */
export function parseSearch(text: string): SearchQuestion {
  const words = text.trim().replace(/\s+/g, " ");
  if (words === "") return { kind: "nothing" };
  const account = /(?:^|[/=])(0x[0-9a-f]{40})$/i.exec(words)?.[1];
  if (account) return { kind: "account", address: getAddress(account.toLowerCase()) };
  const bare = words.replace(/\s/g, "");
  if (/^[0-9]+$/.test(bare) && bare.length < shortestNumber) return { kind: "words", words };
  if (/^0x[0-9a-f]+$/i.test(bare) && bare.length - 2 < shortestNumber) return { kind: "words", words };
  const result = parseQuestion(bare);
  return result.ok ? result.question : { kind: "words", words };
}
