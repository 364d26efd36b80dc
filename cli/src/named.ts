import { type Pasted, type PastedPlace, parseId, parsePasted, pastedWords } from "@colophon/sdk";
import { type Address, type Hex, zeroAddress } from "viem";
import { type Arguments, UsageError } from "./Command.ts";

/**
 * What people name in a command: a work, a licence, an offer, an account, a transaction, a digest. Each may be a number, a
 * link, a CAIP name or whatever else `parsePasted` reads. What was read is remembered in the arguments, so that `connect`
 * can hold it against the chain that is asked: a link to another one is refused there.
 */
type Wanted<Value> = {
  /** As in "is the number of a licence, and no work". */
  one: string;
  /** As in "is not an address." */
  lacks: string;
  pick: (pasted: Pasted) => Value | undefined;
};

type Given = Pick<Arguments, "named">;

/** Reads what was typed. `option` is where, such as "--holder"; undefined for what has no name. */
function read<Value>({ named }: Given, text: string, option: string | undefined, wanted: Wanted<Value>): Value {
  const typed = option === undefined ? `“${text.slice(0, 200)}”` : `${option} ${text.slice(0, 200)}`;
  const pasted = parsePasted(text, named.place);
  const value = wanted.pick(pasted);
  if (value !== undefined) {
    named.texts.push({ typed, text });
    return value;
  }
  if (pasted.kind === "name" || pasted.kind === "unusable") throw new UsageError(cannotBeUsed(typed, pasted.sentence));
  const words = pastedWords[pasted.kind];
  throw new UsageError(
    words === undefined ? `${typed} is not ${wanted.lacks}` : `${typed} is ${words}, and no ${wanted.one}.`,
  );
}

const cannotBeUsed = (typed: string, sentence: string) => `${typed} can't be used. ${sentence}`;

/** Refuses what was named of another chain or another contract than the one that is asked. */
export function holdNamedAgainst({ named }: Given, place: PastedPlace): void {
  named.place = place;
  for (const { typed, text } of named.texts) {
    const pasted = parsePasted(text, place);
    if (pasted.kind === "unusable") throw new UsageError(cannotBeUsed(typed, pasted.sentence));
  }
}

/** The number of a work or a licence. A short one, which is a word elsewhere, is a number where one is wanted. */
export function idOf(given: Given, text: string, kind: "work" | "licence", option?: string): bigint {
  return read(given, text, option, {
    one: kind,
    lacks: `the number of a ${kind}.`,
    pick(pasted) {
      if (pasted.kind === kind) return pasted.id;
      if (pasted.kind === "hash" && kind === "licence" && pasted.licence !== undefined) return pasted.licence;
      return pasted.kind === "words" ? parseId(text, kind) : undefined;
    },
  });
}

/** The id of an offer. */
export function offerIdOf(given: Given, text: string, option?: string): Hex {
  return read(given, text, option, {
    one: "offer",
    lacks: "the id of an offer: 0x and 64 digits, or a link to its page.",
    pick: (pasted) => (pasted.kind === "offer" ? pasted.id : pasted.kind === "hash" ? pasted.digest : undefined),
  });
}

/** An account that was typed. */
export function accountIn(given: Given, text: string, option: string): Address {
  return read(given, text, option, {
    one: "account",
    lacks: "an address: 0x and 40 letters and digits.",
    pick: (pasted) => (pasted.kind === "account" ? pasted.address : undefined),
  });
}

/** An account that an option names; undefined without it. */
export function accountOf(given: Arguments, option: string): Address | undefined {
  const text = given.value(option);
  return text === undefined ? undefined : accountIn(given, text, `--${option}`);
}

/** The currency that --currency names: an ERC-20 token, or the zero address for ETH; undefined without it. */
export function currencyOf(given: Arguments): Address | undefined {
  return given.value("currency")?.trim().toUpperCase() === "ETH" ? zeroAddress : accountOf(given, "currency");
}

/** The hash of a transaction. */
export function transactionOf(given: Given, text: string, option: string): Hex {
  return read(given, text, option, {
    one: "transaction",
    lacks: "the hash of a transaction: 0x and 64 hexadecimal digits.",
    pick: (pasted) =>
      pasted.kind === "transaction" ? pasted.hash : pasted.kind === "hash" ? pasted.digest : undefined,
  });
}

/** 32 bytes that are typed for themselves, such as the hash of a block. */
export function hashIn(given: Given, text: string, option: string): Hex {
  return read(given, text, option, {
    one: "hash",
    lacks: "a hash: 0x and 64 hexadecimal digits.",
    pick: (pasted) => (pasted.kind === "hash" ? pasted.digest : undefined),
  });
}

/** The SHA-256 of a file in each spelling that programs write it in, or an address of IPFS; undefined for anything else. */
export function digestIn(text: string): Hex | undefined {
  const pasted = parsePasted(text);
  return pasted.kind === "digest" || pasted.kind === "hash" ? pasted.digest : undefined;
}
