import { type Address, getAddress, type Hex } from "viem";
import { readQuestion } from "./readQuestion.ts";

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
export function readSearch(text: string): SearchQuestion {
  const words = text.trim().replace(/\s+/g, " ");
  if (words === "") return { kind: "nothing" };
  const account = /(?:^|[/=])(0x[0-9a-f]{40})$/i.exec(words)?.[1];
  if (account) return { kind: "account", address: getAddress(account.toLowerCase()) };
  const bare = words.replace(/\s/g, "");
  if (/^[0-9]+$/.test(bare) && bare.length < shortestNumber) return { kind: "words", words };
  if (/^0x[0-9a-f]+$/i.test(bare) && bare.length - 2 < shortestNumber) return { kind: "words", words };
  const result = readQuestion(bare);
  return result.ok ? result.question : { kind: "words", words };
}
