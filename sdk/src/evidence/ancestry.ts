import { type Address, type Hex, keccak256, numberToHex } from "viem";
import { type BlockHeader, decodeHeader } from "./block.ts";
import { EvidenceError } from "./rlp.ts";
import type { Report, VerdictState } from "./verdict.ts";

/** A block that another one names as its ancestor: whoever trusts that one's hash trusts this. */
export type Ancestry = {
  /** The number of the block that names it. */
  by: number;
  number: number;
  hash: Hex;
  /** Where it does, as the end of a sentence. */
  how: string;
};

/**
 * The system contract of EIP-2935, which keeps the hashes of the last 8,191 blocks in its storage. Its code lets nobody
 * write them but the chain itself; on a chain with other code at its address nothing follows from its storage.
 */
export const historyRange = {
  address: "0x0000f90827f1c53a10cb7a02335b175320002935" as Address,
  codeHash: "0x6e49e66782037c0555897870e29fa5e552daf4719552131a0abce779daec0a5d" as Hex,
  blocks: 8191,
} as const;

/** Where the history contract keeps a block's hash. */
export function historySlot(number: number): Hex {
  return numberToHex(number % historyRange.blocks, { size: 32 });
}

/** The block whose hash is in a slot of the history contract after a block, or undefined if it keeps none there. */
function blockInSlot(slot: Hex, after: number): number | undefined {
  const place = BigInt(slot);
  if (place >= BigInt(historyRange.blocks)) return undefined;
  const back = (((after - 1 - Number(place)) % historyRange.blocks) + historyRange.blocks) % historyRange.blocks;
  const number = after - 1 - back;
  return number >= 0 ? number : undefined;
}

/**
 * Whether the headers that stand behind a block lead back from it, each the parent of the one before. Reports a step
 * if there are any.
 */
export function checkAncestors(
  number: number,
  header: BlockHeader,
  ancestors: readonly Hex[],
  report: Report,
): BlockHeader[] {
  const id = `ancestors:${number}`;
  const headers: BlockHeader[] = [];
  let child = header;
  for (const encoded of ancestors) {
    const hash = keccak256(encoded);
    if (hash !== child.parentHash) {
      report.add(
        id,
        "disproved",
        `The header ${headers.length + 1} behind block ${number} has the hash ${hash}, but the block after it names ${child.parentHash} as its parent.`,
      );
      return [];
    }
    try {
      child = decodeHeader(encoded);
    } catch (error) {
      if (!(error instanceof EvidenceError)) throw error;
      report.gap(id, `The header ${headers.length + 1} behind block ${number} can't be read. ${error.shortMessage}`);
      return [];
    }
    const expected = number - headers.length - 1;
    if (child.number !== expected) {
      report.add(
        id,
        "disproved",
        `The header ${headers.length + 1} behind block ${number} says block ${child.number} instead of ${expected}.`,
      );
      return [];
    }
    headers.push(child);
  }
  if (headers.length > 0)
    report.add(
      id,
      "proved",
      `The ${headers.length} headers behind block ${number} lead back from it, each the parent of the next.`,
    );
  return headers;
}

/** What is looked at of a checked block. */
type Naming = {
  block: { number: number };
  header?: BlockHeader | undefined;
  ancestors: readonly BlockHeader[];
  states: readonly VerdictState[];
};

/** Which earlier blocks the checked blocks name: in their headers, in the headers behind them, and in their state. */
export function ancestryOf(blocks: readonly Naming[]): Ancestry[] {
  return blocks.flatMap(({ block: { number: by }, header, ancestors, states }) => {
    if (header === undefined) return [];
    const parents = [header, ...ancestors].flatMap(({ number, parentHash }, i): Ancestry[] =>
      number > 0
        ? [{ by, number: number - 1, hash: parentHash, how: i === 0 ? "header" : `header and the ${i} behind it` }]
        : [],
    );
    const kept = states.flatMap(({ address, codeHash, storage }): Ancestry[] => {
      if (address !== historyRange.address || codeHash !== historyRange.codeHash) return [];
      return storage.flatMap(({ slot, value }) => {
        const number = blockInSlot(slot, by);
        const empty = BigInt(value) === 0n;
        return number === undefined || empty ? [] : [{ by, number, hash: value, how: "state (EIP-2935)" }];
      });
    });
    return [...parents, ...kept];
  });
}
