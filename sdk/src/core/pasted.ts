import { type Address, getAddress, type Hex, isAddress } from "viem";
import { chainInWords, knownChains } from "../model/chains.ts";
import { isSameAddress, serialOf } from "../model/ids.ts";
import { plainText } from "../model/typed.ts";
import type { Deployment } from "./deployment.ts";
import { digestOfAnyCid, readDigest } from "./pastedDigest.ts";
import { parseLink, type Recognised } from "./pastedLink.ts";

/**
 * What a pasted text is. `hash` is 32 bytes without a name: a digest, a commitment, a transaction, or a licence's
 * number, so all of them have to be asked for. What cannot be used says why, and what to paste instead.
 */
export type Pasted =
  | { kind: "nothing" }
  | { kind: "work"; id: bigint }
  | { kind: "licence"; id: bigint }
  | { kind: "offer"; id: Hex }
  | { kind: "account"; address: Address }
  | { kind: "transaction"; hash: Hex }
  | { kind: "hash"; digest: Hex; licence: bigint | undefined }
  | { kind: "digest"; digest: Hex }
  | { kind: "name"; name: string; sentence: string }
  | { kind: "words"; words: string }
  | { kind: "unusable"; sentence: string };

/** What a pasted text is where it is not wanted, as in "This is the number of a work". */
export const pastedWords: { readonly [Kind in Pasted["kind"]]?: string } = {
  work: "the number of a work",
  licence: "the number of a licence",
  offer: "the number of an offer",
  account: "an account",
  transaction: "a transaction",
  hash: "a digest, a key or a transaction",
  digest: "the digest of a file",
};

/** Where the answer is looked for: what belongs to another chain or another contract is said to. */
export type PastedPlace = Pick<Deployment, "chainId" | "contracts">;

/** What surrounds a link in a letter or a chat, and is none of it. */
const around = /^[<("'“‘[]+|[>)"'”’\],.;!]+$/g;

const unusable = (sentence: string): Pasted => ({ kind: "unusable", sentence });

/**
 * Reads whatever a person pastes where a number, a digest, a link or an account is asked for: links to this site, to
 * explorers, marketplaces and gateways, CAIP names, payment links, digests in each spelling. Nothing is guessed.
 */
export function parsePasted(text: string, place?: PastedPlace): Pasted {
  const plain = plainText(text).trim();
  const words = plain.replace(/\s+/g, " ");
  if (words === "") return { kind: "nothing" };
  const link = /^\[[^\]]*\]\((\S+)\)$/.exec(words)?.[1] ?? /^[^<>]*<(0x[0-9a-f]{40})>$/i.exec(words)?.[1];
  const bare = (link ?? words).replace(around, "").replace(/^0X/, "0x");
  const known = parseNamed(bare) ?? parseLink(bare);
  if (known) return settle(known, place);
  if (new Set(plain.toLowerCase().match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g)).size > 1) {
    return unusable("These are several at once. Paste one of them, or drop the files themselves.");
  }
  const digest = readDigest(bare);
  if (digest) return digest.kind === "hash" ? hashOf(digest.digest) : digest;
  return parseBare(bare, words);
}

/** CAIP-2, 10 and 19, DIDs, ERC-3770 and EIP-681: `namespace:…`. */
function parseNamed(text: string): Recognised | undefined {
  const payment = /^ethereum:(?:pay-)?(0x[0-9a-f]{40})(?:@(\d+|0x[0-9a-f]+))?(\/transfer)?(?:\?(.*))?$/i.exec(text);
  if (payment?.[1]) {
    // A transfer of a token names the token first; who is paid is its argument.
    const to = payment[3] ? new URLSearchParams(payment[4]).get("address") : payment[1];
    if (!to) return { kind: "unusable", sentence: "This payment link names a token and nobody who is paid." };
    return { kind: "account", address: to, chain: payment[2] === undefined ? undefined : Number(payment[2]) };
  }
  const caip = /^(?:did:pkh:)?([-a-z0-9]{3,8}):([-_a-z0-9]{1,32})(?::([-.%a-z0-9]+)|\/([-a-z0-9]{3,8}):(.+))?$/i.exec(
    text,
  );
  if (caip?.[1]?.toLowerCase() === "eip155" && /^\d+$/.test(caip[2] ?? "")) {
    const chain = Number(caip[2]);
    if (caip[3]) return { kind: "account", address: caip[3], chain };
    const [contract = "", id] = (caip[5] ?? "").split("/");
    if (id !== undefined && /^0x[0-9a-f]{40}$/i.test(contract) && /^\d{1,78}$/.test(id)) {
      return { kind: "token", contract: contract as Address, id: BigInt(id), chain };
    }
    if (/^0x[0-9a-f]{40}$/i.test(contract)) return { kind: "account", address: contract, chain };
    const what = caip[4] ? "a currency" : "a chain";
    return { kind: "unusable", sentence: `This names ${what} and nothing on it. Paste the number or address as well.` };
  }
  if (caip?.[1] && /^(?:solana|bip122|cosmos|polkadot|tezos|near|starknet|stacks|tron)$/i.test(caip[1])) {
    return {
      kind: "unusable",
      sentence: `This belongs to another kind of chain, ${caip[1]}, which Colophon is not on.`,
    };
  }
  const ethr = /^did:ethr:(?:(0x[0-9a-f]{1,16}|[a-z]+):)?(0x[0-9a-f]{40})(?:#.*)?$/i.exec(text);
  if (ethr?.[2]) {
    const word = ethr[1];
    const chain = word?.startsWith("0x")
      ? Number(word)
      : knownChains.find(({ words }) => word && words.includes(word))?.id;
    return { kind: "account", address: ethr[2], chain };
  }
  const short = /^([-a-z0-9]{2,20}):(0x[0-9a-f]{40})$/i.exec(text);
  if (!short?.[1] || !short[2]) return undefined;
  const name = short[1].toLowerCase();
  const chain = knownChains.find((each) => each.short.includes(name))?.id;
  if (chain !== undefined) return { kind: "account", address: short[2], chain };
  return {
    kind: "unusable",
    sentence: `“${name}:” names a chain that is not known here. Paste the address alone, ${short[2]}, if it is meant on this one.`,
  };
}

/** Holds what was recognised against the chain and the contracts that are asked. */
function settle(found: Recognised, place: PastedPlace | undefined): Pasted {
  if ("chain" in found && found.chain !== undefined && place && found.chain !== place.chainId) {
    return unusable(
      `This is on ${chainInWords(found.chain)}, and ${chainInWords(place.chainId)} is asked here. Switch to that chain, if this site serves it.`,
    );
  }
  switch (found.kind) {
    case "account":
      return accountOf(found.address);
    case "transaction":
      return { kind: "transaction", hash: found.hash.toLowerCase() as Hex };
    case "record":
      return recordOf(found.of, found.number);
    case "token":
      return tokenOf(found.contract, found.id, place);
    case "hash":
      return hashOf(found.digest);
    case "name":
      return { ...found, sentence: nameSentence(found.name) };
    default:
      return found;
  }
}

function tokenOf(contract: Address, id: bigint, place: PastedPlace | undefined): Pasted {
  const kinds = ["work", "licence"] as const;
  if (!place) return numberOf(id) ?? unusable("The number in this link is neither a work's nor a licence's.");
  const kind = kinds.find((each) => isSameAddress(place.contracts[`${each}s`].address, contract));
  if (kind) return recordOf(kind, id.toString());
  return unusable(
    `This is a token of another contract, ${contract}. Colophon's works are at ${place.contracts.works.address}, its licences at ${place.contracts.licences.address}.`,
  );
}

const incomplete = {
  work: "The address has no complete work number in it. Copy it again from the work's page.",
  licence: "The address has no complete licence number in it. Copy it again from the licence's page.",
  offer: "The address has no complete offer number in it. Copy it again from the offer's page.",
} as const;

function recordOf(kind: "work" | "licence" | "offer", number: string): Pasted {
  if (kind === "offer" && /^0x[0-9a-f]{64}$/i.test(number)) return { kind, id: number.toLowerCase() as Hex };
  if (kind !== "offer" && /^(?:0x[0-9a-f]{1,64}|[0-9]{1,78})$/i.test(number)) {
    const found = numberOf(BigInt(number));
    if (found?.kind === kind) return found;
  }
  return unusable(incomplete[kind]);
}

const [workBits, licenceBits] = [224n, 256n];

function numberOf(id: bigint): Extract<Pasted, { kind: "work" | "licence" }> | undefined {
  if (id === 0n || id >> licenceBits !== 0n) return undefined;
  return { kind: id >> workBits === 0n ? "work" : "licence", id };
}

/** An account in any case; capital letters that do not add up are a slip of the pen, and are said. */
function accountOf(text: string): Pasted {
  const address = text.replace(/^0X/, "0x");
  if (!/^0x[0-9a-f]{40}$/i.test(address)) {
    return unusable(`“${text.slice(0, 60)}” is not an address: that is 0x and 40 letters and digits.`);
  }
  const digits = address.slice(2);
  const plain = digits === digits.toUpperCase() ? `0x${digits.toLowerCase()}` : address;
  if (isAddress(plain)) return { kind: "account", address: getAddress(plain) };
  return unusable("This address has a mistyped letter: its capital letters do not add up. Copy it again.");
}

/** 32 bytes: a licence's number in hexadecimal has 64 digits too; its serial, the last eight, is never zero. */
function hashOf(digest: Hex): Pasted {
  const number = BigInt(digest);
  const licence = number >> 32n !== 0n && serialOf(number) !== 0 ? number : undefined;
  return { kind: "hash", digest, licence };
}

/** A year or a page is a word; the numbers of works and licences come from hashes and are longer than this. */
const shortestNumber = 20;

function parseBare(bare: string, words: string): Pasted {
  if (/^0x[0-9a-f]{40}$/i.test(bare)) return accountOf(bare);
  if (/^[0-9a-f]{40}$/i.test(bare) && /[a-f]/i.test(bare)) {
    return unusable(
      "These are 40 hexadecimal digits: an account if 0x stands before them, else a SHA-1, by which nothing is found here.",
    );
  }
  const cid = digestOfAnyCid(bare);
  if (cid) return cid;
  const number = bare.replace(/^(?:#|nr\.?|no\.?|token(?: id)?:?|id:?)\s*/i, "").replace(/(?<=\d)[ _',](?=\d)/g, "");
  if (/^(?:0x[0-9a-f]{1,64}|[0-9]{1,78})$/i.test(number) && number.replace(/^0x/i, "").length >= shortestNumber) {
    const found = numberOf(BigInt(number));
    if (found) return found;
  }
  const short = /^0x[0-9a-f]{2,}(?:\.{2,}|…|\*+)[0-9a-f]{2,}$/i.test(bare);
  if (short) return unusable("This is shortened, and its middle is lost. Copy all of it from where it stands.");
  if (/^[0-9][.,]?[0-9]*e\+?[0-9]{2}$/i.test(number)) {
    return unusable(
      "A spreadsheet has shortened this number, and its digits are lost. Format the cell as text and copy it again.",
    );
  }
  const length = /^0x[0-9a-f]+$/i.test(bare) ? bare.length - 2 : /^[0-9a-f]{48,}$/i.test(bare) ? bare.length : 0;
  if (length >= shortestNumber) return unusable(lengthProblem(length));
  if (/^(?:bc1|tb1)[a-z0-9]{20,}$/i.test(bare) || /^[1-9A-HJ-NP-Za-km-z]{43,44}$/.test(bare)) {
    return unusable("This looks like an account of another kind of chain. Colophon's accounts are 0x and 40 digits.");
  }
  if (/^[^\s.:/@]+(?:\.[^\s.:/@]+)*\.(?:eth|box|lens|crypto|nft|wallet|x|dao|sol|bnb|cb\.id)$/iu.test(bare)) {
    return { kind: "name", name: bare, sentence: nameSentence(bare) };
  }
  return { kind: "words", words };
}

/** What to do with a name instead of an address. */
export function nameSentence(name: string): string {
  return `A name is not enough, because “${name.slice(0, 60)}” can change hands. Look it up in your wallet or at its register, and paste the address itself: 0x and 40 letters and digits.`;
}

function lengthProblem(digits: number): string {
  if (digits === 128)
    return "These are 128 hexadecimal digits, a SHA-512 or a public key. Files are found by their SHA-256, which has 64.";
  if (digits === 130)
    return "These are 130 hexadecimal digits, a signature or a public key, by which nothing is found.";
  const near = [40, 56, 64].find((length) => Math.abs(length - digits) < 4);
  const missing = near === undefined ? undefined : near - digits;
  const hint =
    missing === undefined ? "" : missing > 0 ? ` ${missing} may be missing.` : ` ${-missing} may be too many.`;
  return `This has ${digits} hexadecimal digits. An account has 40, a work's number 56, a digest, an offer and a licence 64.${hint} Copy it again.`;
}
