import type { Bundle } from "./Bundle.ts";
import type { CheckedBlock } from "./checkBlock.ts";
import type { Report } from "./createReport.ts";
import type { TrustedBlock } from "./TrustedBlock.ts";

/** Whether the verifier vouches for the hash of every block, on the chain that the bundle names. */
export function checkTrust(
  { chainId, stamp }: Bundle,
  blocks: readonly CheckedBlock[],
  trusted: readonly TrustedBlock[],
  report: Report,
): void {
  const elsewhere = trusted.find((block) => block.chainId !== undefined && block.chainId !== chainId);
  const here = trusted.filter((block) => block.chainId === undefined || block.chainId === chainId);
  if (elsewhere && here.length === 0) {
    report.add(
      "chain",
      "disproved",
      `The bundle is for chain ${chainId}, but the block that you trust, ${elsewhere.hash}, is of chain ${elsewhere.chainId}.`,
    );
  }
  const ours = new Set([...blocks.map(({ block }) => block.hash), (stamp?.manifest ?? stamp?.head)?.anchor?.hash]);
  const nameless = here.filter((known) => known.number === undefined && !ours.has(known.hash));
  for (const { block } of blocks) {
    const id = `trust:${block.number}`;
    const match = here.find((known) => known.hash === block.hash && (known.number ?? block.number) === block.number);
    const other = here.find((known) => known.number === block.number && known.hash !== block.hash) ?? nameless[0];
    const what = `Block ${block.number} with the hash ${block.hash} is on chain ${chainId}`;
    if (match && (match.chainId !== undefined || stamp)) {
      report.add(id, "assumed", `${what}. The bundle can't show this by itself; it is taken from ${match.source}.`);
    } else if (match) {
      report.gap(
        id,
        `You vouch for the block ${block.hash} but not for its chain, and nothing in the bundle ties it to chain ${chainId}. Name the chain with the hash.`,
      );
    } else if (other) {
      report.add(
        id,
        "disproved",
        `The bundle's block ${block.number} has the hash ${block.hash}, but the hash from ${other.source} is ${other.hash}. It is another block, from another chain or from before a reorganisation, or it was made up.`,
      );
    } else {
      report.gap(
        id,
        `Whether block ${block.number} with the hash ${block.hash} is on chain ${chainId} is not known: give its hash from a source that you trust.`,
      );
    }
  }
}
