import { keccak256 } from "viem";
import type { Bundle } from "./Bundle.ts";
import type { FoundStamp } from "./checkStamp.ts";
import type { Report } from "./createReport.ts";
import { decodeHeader } from "./decodeHeader.ts";
import { EvidenceError } from "./EvidenceError.ts";
import type { TrustedBlock } from "./TrustedBlock.ts";
import type { VerdictBlock } from "./Verdict.ts";

/** Whether the block that a manifest names is one of the chain: then the manifest is not older than it. */
export function checkAnchor(
  { chainId, stamp }: Bundle,
  found: FoundStamp | undefined,
  trusted: readonly TrustedBlock[],
  report: Report,
): VerdictBlock | undefined {
  const anchor = (stamp?.manifest ?? stamp?.head)?.anchor;
  if (anchor === undefined) return undefined;
  const what = `block ${anchor.number} of chain ${anchor.chainId} (${anchor.hash})`;
  let time: number | undefined;
  if (stamp?.anchor !== undefined) {
    if (keccak256(stamp.anchor) !== anchor.hash) {
      report.add("anchor", "disproved", `The header given for the manifest's anchor is not that of ${what}.`);
      return undefined;
    }
    try {
      const header = decodeHeader(stamp.anchor);
      if (header.number !== anchor.number) {
        report.add(
          "anchor",
          "disproved",
          `The manifest's anchor names ${what}, but that hash is of block ${header.number}.`,
        );
        return undefined;
      }
      time = header.time;
    } catch (error) {
      if (!(error instanceof EvidenceError)) throw error;
      report.add("anchor", "not-checked", `The manifest's anchor, ${what}, can't be read. ${error.shortMessage}`);
      return undefined;
    }
  }
  if (anchor.chainId === chainId && found && anchor.number >= found.checked.block.number) {
    report.add(
      "anchor",
      "disproved",
      `The manifest names ${what}, which can't have been known before the stamp in block ${found.checked.block.number}.`,
    );
    return undefined;
  }
  const parent = found?.checked.header?.parentHash === anchor.hash && anchor.chainId === chainId;
  const vouched = trusted.find(
    (block) =>
      block.hash === anchor.hash &&
      (block.chainId ?? chainId) === anchor.chainId &&
      (block.number ?? anchor.number) === anchor.number,
  );
  if (!parent && vouched === undefined) {
    report.add(
      "anchor",
      "not-checked",
      `The manifest names ${what}, so it is not older than that block if the block is on the chain; for that, give its hash from a source that you trust.`,
    );
    return undefined;
  }
  report.add(
    "anchor",
    parent ? "proved" : "assumed",
    parent
      ? `The manifest names ${what}, which is the parent of the stamp's block, so it is not older.`
      : `The manifest names ${what}, so it is not older. That this block is on the chain is taken from ${vouched?.source}.`,
  );
  return { chainId: anchor.chainId, number: anchor.number, hash: anchor.hash, time };
}
