import { type TrustedBlock, visibleText } from "@colophon/sdk";
import type { Hex } from "viem";

export type TrustedHashesParameters = {
  /** Block hashes, separated by space of any kind. */
  hashes: string;
  /** Where they are from, in the person's words. */
  source: string;
  /** The number of their chain, or nothing. */
  chain: string;
};

export type TrustedHashesResult =
  | { ok: true; trusted: TrustedBlock[] }
  | { ok: false; part: "hashes" | "chain"; error: string };

/** The block hashes that a person vouches for, from what they typed or pasted. */
export function readTrustedHashes({ hashes, source, chain }: TrustedHashesParameters): TrustedHashesResult {
  const number = chain.trim();
  if (number !== "" && !/^[1-9]\d{0,14}$/.test(number)) {
    return { ok: false, part: "chain", error: "This is not the number of a chain. Ethereum's is 1." };
  }
  const words = hashes.split(/\s+/).filter((word) => word !== "");
  if (words.length === 0) return { ok: false, part: "hashes", error: "Type or paste the hash of the block." };
  const wrong = words.find((word) => !/^0x[0-9a-f]{64}$/i.test(word));
  if (wrong !== undefined) {
    const shown = visibleText(wrong.length > 24 ? `${wrong.slice(0, 24)}…` : wrong);
    return {
      ok: false,
      part: "hashes",
      error: `“${shown}” is not a block hash: 0x and 64 digits from 0 to f. Copy all of it.`,
    };
  }
  const who = visibleText(source.trim());
  return {
    ok: true,
    trusted: words.map((word) => ({
      hash: word.toLowerCase() as Hex,
      source: who === "" ? "you" : `you, who name as the source: ${who}`,
      ...(number !== "" && { chainId: Number(number) }),
    })),
  };
}
