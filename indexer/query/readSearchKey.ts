import { digestOf } from "@colophon/sdk";
import type { Hex } from "viem";
import type { SearchKey } from "./SearchKey.ts";

/**
 * What somebody typed or pasted: a number of a work, a licence or an offer in any spelling that its page shows, or a link
 * to such a page; a digest as sha256sum prints it; an ipfs:// link; an address. Everything else is words.
 */
export function readSearchKey(typed: string): SearchKey {
  const text = typed.trim();
  const uri = /(?:ipfs:\/\/|\/ipfs\/|^)(baf[a-z2-7]{50,})/.exec(text)?.[1];
  if (uri !== undefined) {
    try {
      return { kind: "bytes", bytes: digestOf(`ipfs://${uri}`), digits: false };
    } catch {
      // Another kind of link than ours.
    }
  }
  const link = /(?:^|[/#=])(works|licences|offers|verify|accounts?)\/(#?[0-9a-z]+)/i.exec(text);
  const given = (link?.[2] ?? text).replace(/^#/, "");
  if (/^0x[0-9a-f]{40}$/i.test(given)) return { kind: "address", address: given.toLowerCase() };
  if (/^[0-9a-f]{64}$/i.test(given)) return { kind: "bytes", bytes: `0x${given.toLowerCase()}`, digits: false };
  if (!/^(?:0x[0-9a-f]{1,64}|[0-9]{1,78})$/i.test(given)) return { kind: "words" };
  const number = BigInt(given);
  if (number === 0n || number >> 256n !== 0n) return { kind: "words" };
  const digits = !/^0x/i.test(given);
  if (number >> 224n === 0n) return { kind: "work", id: `0x${number.toString(16).padStart(56, "0")}` };
  const bytes: Hex = `0x${number.toString(16).padStart(64, "0")}`;
  return { kind: "bytes", bytes, digits };
}
