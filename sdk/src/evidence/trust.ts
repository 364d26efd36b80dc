import { type Hex, keccak256, type PublicClient } from "viem";
import { count } from "../model/numbers.ts";
import { visibleLine } from "../model/words.ts";
import { type Ancestry, ancestryOf, historyRange } from "./ancestry.ts";
import { decodeHeader } from "./block.ts";
import type { OpenedBundle } from "./bundle.ts";
import { type CheckedBlock, checkBlock } from "./checkBlock.ts";
import type { FoundStamp } from "./checkStamp.ts";
import { EvidenceError } from "./rlp.ts";
import { createReport, type Report, type VerdictBlock } from "./verdict.ts";

/** A block hash that the verifier vouches for: no bundle can show by itself that a block is on the chain. */
export type TrustedBlock = {
  hash: Hex;
  /** Missing if the verifier only knows the hash. */
  number?: number | undefined;
  /** Missing if the verifier doesn't say; then it counts for the chain that a stamp's commitment names. */
  chainId?: number | undefined;
  /** Who says so, as the end of a sentence: "you", "2 of 3 nodes (a, b)". */
  source: string;
  /** The answer of fewer nodes than must agree: it contradicts others, but nothing rests on it. */
  weak?: boolean | undefined;
};

export type ReadTrustedBlocksParameters = {
  /** Independent nodes, with the names under which the verdict lists them. */
  nodes: readonly { name: string; client: PublicClient }[];
  /** How many of them must agree. Missing: more than half. */
  need?: number | undefined;
  chainId: number;
  number: number;
};

type Answer = { name: string } & ({ hash: Hex; final: boolean } | { problem: string });

async function askNode(
  { name, client }: ReadTrustedBlocksParameters["nodes"][number],
  chainId: number,
  number: number,
): Promise<Answer> {
  try {
    const [found, block, finalized] = await Promise.all([
      client.getChainId(),
      client.getBlock({ blockNumber: BigInt(number) }),
      client.getBlock({ blockTag: "finalized" }).catch(() => undefined),
    ]);
    if (found !== chainId) return { name, problem: `serves chain ${found}` };
    if (!block.hash || block.number !== BigInt(number)) return { name, problem: "gave another block" };
    return { name, hash: block.hash, final: (finalized?.number ?? -1n) >= BigInt(number) };
  } catch {
    return { name, problem: "gave no answer" };
  }
}

/**
 * What several nodes say of the hash of a block, for {@link verifyBundle}: one source for each hash, firm if at least
 * `need` of them gave it and weak otherwise, and whatever a verdict has to say of the nodes besides. No answer is left
 * out: a node that contradicts the others must be seen. Throws an EvidenceError for a `need` that can't be met.
 */
export async function readTrustedBlocks({
  nodes,
  need = Math.floor(nodes.length / 2) + 1,
  chainId,
  number,
}: ReadTrustedBlocksParameters): Promise<{ trusted: TrustedBlock[]; problems: string[] }> {
  if (!Number.isInteger(need) || need < 1 || need > nodes.length) {
    throw new EvidenceError(
      `${need} of ${nodes.length} nodes can't agree. Ask for a number from 1 to ${nodes.length}.`,
    );
  }
  const answers = await Promise.all(nodes.map((node) => askNode(node, chainId, number)));
  const votes = new Map<Hex, Extract<Answer, { hash: Hex }>[]>();
  for (const answer of answers)
    if ("hash" in answer) votes.set(answer.hash, [...(votes.get(answer.hash) ?? []), answer]);
  const silent = answers.flatMap((answer) => ("problem" in answer ? `${answer.name} ${answer.problem}` : []));
  const all = count(nodes.length, "node");
  const trusted = [...votes].map(([hash, voters]): TrustedBlock => {
    const finality = voters.every(({ final }) => final)
      ? "they count it as final"
      : "not all of them count it as final yet, so it could still be replaced";
    const names = [voters.map(({ name }) => name).join(", "), ...silent, finality].join("; ");
    const weak = voters.length < need;
    const few = weak ? `, fewer than the ${need} that must agree` : "";
    return { hash, number, chainId, source: `${voters.length} of ${all} (${names})${few}`, ...(weak && { weak }) };
  });
  const where = `block ${number} of chain ${chainId}`;
  const problems = silent.length > 0 ? [`Asked for ${where}: ${silent.join("; ")}.`] : [];
  if (trusted.every(({ weak }) => weak)) problems.push(`Fewer than ${need} of ${all} agree on the hash of ${where}.`);
  if (trusted.length > 1) {
    const said = trusted.map(({ hash, source }) => `${hash} (${source})`).join("; ");
    problems.push(`The nodes disagree on the hash of ${where}: ${said}.`);
  }
  return { trusted, problems };
}

/** One node's addresses in one spelling: who is asked twice still has one vote. */
export function nodeAddressOf(url: string): string {
  const parsed = new URL(url);
  parsed.hash = "";
  return parsed.href.replace(/\/$/, "");
}

const confirms = (known: TrustedBlock, number: number, hash: Hex) =>
  known.hash === hash && (known.number ?? number) === number;

const contradicts = (known: TrustedBlock, number: number, hash: Hex) => known.hash !== hash && known.number === number;

const isFirm = (sources: readonly TrustedBlock[]) => sources.some(({ weak }) => !weak);

/** Hashes and where they are from, each once. */
function saidBy(sources: readonly TrustedBlock[]): string {
  const said = sources.map(
    ({ hash, number, source }) =>
      `${hash}${number === undefined ? "" : ` as that of block ${number}`} (from ${visibleLine(source)})`,
  );
  return [...new Set(said)].join("; ");
}

/**
 * Whether those whom the verifier trusts name the hash of every block, and nobody another. A block that is trusted
 * speaks for its ancestors too, as far as the bundle shows which they are. Returns all that is trusted in the end.
 */
export function checkTrust(
  bundle: OpenedBundle,
  blocks: readonly CheckedBlock[],
  ancestry: readonly Ancestry[],
  sources: readonly TrustedBlock[],
  report: Report,
): TrustedBlock[] {
  const { chainId, stamp } = bundle;
  const anchor = stamp?.head?.anchor;
  const here = sources.filter((known) => (known.chainId ?? chainId) === chainId);
  if (sources.length > 0 && here.length === 0 && sources.every((known) => known.chainId !== anchor?.chainId)) {
    const [elsewhere] = sources;
    report.add(
      "chain",
      "disproved",
      `The bundle is for chain ${chainId}, but the block that you trust, ${elsewhere?.hash}, is of chain ${elsewhere?.chainId}.`,
    );
  }
  const unplaced = unplacedOf(bundle, ancestry, here);
  const trusted = [...here];
  const needed = new Set(blocks.filter((block) => !isOnlyAncestry(block)).map(({ block }) => block.number));
  const findings = new Map<number, () => void>();
  // From the latest down: whoever trusts a block trusts what it says of those before it.
  for (const { block } of blocks.toReversed()) {
    const { finding, holds } = trustOf(bundle, block, trusted, unplaced.placed, needed.has(block.number), report);
    findings.set(block.number, finding);
    if (!holds) continue;
    const firm = trusted.find((known) => confirms(known, block.number, block.hash) && !known.weak);
    for (const { number, hash, how } of ancestry.filter(({ by }) => by === block.number)) {
      const source = `${firm?.source ?? "you"}, whose block ${block.number} names it in its ${how}`;
      trusted.push({ number, hash, chainId: firm?.chainId, source });
    }
  }
  for (const { block } of blocks) findings.get(block.number)?.();
  if (unplaced.nowhere.length > 0) {
    report.problem(
      report.gap(
        "trust:unplaced",
        `You trust ${saidBy(unplaced.nowhere)}, which is the hash of no block in the bundle, and did not say of which block it should be. Name its number or leave it out.`,
      ),
    );
  }
  const foreign = sources.filter((known) => !here.includes(known));
  return [...trusted, ...foreign];
}

/** The blocks whose hashes a verifier must bring for a bundle: the others are named by these. The latest comes first. */
export function blocksToTrust({ chainId, blocks }: Pick<OpenedBundle, "chainId" | "blocks">): VerdictBlock[] {
  const ancestry = ancestryOf(blocks.map((block) => checkBlock(block, createReport())));
  const needed: VerdictBlock[] = [];
  const named = new Set<string>();
  for (const { number, hash, time } of blocks.toReversed()) {
    if (!named.has(`${number} ${hash}`)) needed.push({ chainId, number, hash, time });
    for (const shown of ancestry) if (shown.by === number) named.add(`${shown.number} ${shown.hash}`);
  }
  return needed;
}

/** A block that is only there to speak for its ancestors: if somebody else vouches for those, it isn't needed. */
function isOnlyAncestry({ block }: CheckedBlock): boolean {
  return (
    block.receipts === undefined && (block.accounts ?? []).every(({ address }) => address === historyRange.address)
  );
}

/** Hashes without a number that are no block's here: about the one block that nothing speaks for, if there is one. */
function unplacedOf({ blocks, stamp }: OpenedBundle, ancestry: readonly Ancestry[], here: readonly TrustedBlock[]) {
  const hashes = new Set([...blocks.map(({ hash }) => hash), stamp?.head?.anchor?.hash]);
  const unplaced = here.filter((known) => known.number === undefined && !hashes.has(known.hash));
  const waiting = blocks.filter(
    ({ number, hash }) =>
      !here.some((known) => confirms(known, number, hash)) &&
      !ancestry.some((shown) => shown.number === number && shown.hash === hash),
  );
  return waiting.length === 1
    ? { placed: { number: waiting[0]?.number, sources: unplaced }, nowhere: [] }
    : { placed: { number: undefined, sources: [] }, nowhere: unplaced };
}

/** How the trust in a block ends, to be reported when its turn comes. */
function trustOf(
  { chainId, stamp }: OpenedBundle,
  { number, hash }: VerdictBlockName,
  trusted: readonly TrustedBlock[],
  placed: { number: number | undefined; sources: readonly TrustedBlock[] },
  needed: boolean,
  report: Report,
): { finding: () => void; holds: boolean } {
  const id = `trust:${number}`;
  const what = `Block ${number} with the hash ${hash} is on chain ${chainId}`;
  const confirm = trusted.filter((known) => confirms(known, number, hash));
  const contradict = trusted.filter((known) => contradicts(known, number, hash));
  if (confirm.length === 0 && placed.number === number) contradict.push(...placed.sources);
  const misname = trusted.filter((known) => known.hash === hash && (known.number ?? number) !== number);
  const no = (finding: () => void) => ({ finding, holds: false });
  if (confirm.length === 0 && isFirm(contradict)) {
    return no(() =>
      report.add(
        id,
        "disproved",
        `The bundle's block ${number} has the hash ${hash}, but you trust ${saidBy(contradict)}. It is another block, from another chain or from before a reorganisation, or it was made up.`,
      ),
    );
  }
  if (contradict.length + misname.length > 0) {
    return no(() =>
      report.problem(
        report.gap(
          id,
          `What you trust does not agree with the bundle's block ${number}, or with itself: ${saidBy([...confirm, ...contradict, ...misname])}. Find out which is wrong; until then nothing is proved.`,
        ),
      ),
    );
  }
  if (!isFirm(confirm)) {
    return no(() =>
      needed
        ? report.gap(
            id,
            `Whether block ${number} with the hash ${hash} is on chain ${chainId} is not known: give its hash from a source that you trust.`,
          )
        : report.add(
            id,
            "not-checked",
            `Whether block ${number} with the hash ${hash} is on chain ${chainId} is not known. It is only there to speak for earlier blocks, so nothing rests on it if you trust those.`,
          ),
    );
  }
  if (stamp === undefined && confirm.every((known) => known.chainId === undefined)) {
    return no(() =>
      report.gap(
        id,
        `You vouch for the block ${hash} but not for its chain, and nothing in the bundle ties it to chain ${chainId}. Name the chain with the hash.`,
      ),
    );
  }
  const whom = [...new Set(confirm.map(({ source }) => visibleLine(source)))].join(", and from ");
  return {
    holds: true,
    finding: () =>
      report.add(id, "assumed", `${what}. The bundle can't show this by itself; it is taken from ${whom}.`),
  };
}

type VerdictBlockName = { number: number; hash: Hex };

/** Whether the block that a manifest names is one of the chain: then the manifest is not older than it. */
export function checkAnchor(
  { chainId, stamp }: OpenedBundle,
  found: FoundStamp | undefined,
  trusted: readonly TrustedBlock[],
  report: Report,
): VerdictBlock | undefined {
  const anchor = stamp?.head?.anchor;
  if (anchor === undefined) return undefined;
  const { number, hash } = anchor;
  const what = `block ${number} of chain ${anchor.chainId} (${hash})`;
  let time: number | undefined;
  if (stamp?.anchor !== undefined) {
    if (keccak256(stamp.anchor) !== hash) {
      report.add("anchor", "disproved", `The header given for the manifest's anchor is not that of ${what}.`);
      return undefined;
    }
    try {
      const header = decodeHeader(stamp.anchor);
      if (header.number !== number) {
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
  const stamped = anchor.chainId === chainId ? found?.checked : undefined;
  if (stamped && number >= stamped.block.number) {
    report.add(
      "anchor",
      "disproved",
      `The manifest names ${what}, which can't have been known before the stamp in block ${stamped.block.number}.`,
    );
    return undefined;
  }
  const parent = stamped?.header?.parentHash === hash;
  const there = trusted.filter((known) => (known.chainId ?? chainId) === anchor.chainId);
  const confirm = there.filter((known) => confirms(known, number, hash));
  const contradict = there.filter((known) => contradicts(known, number, hash));
  if (contradict.length > 0) {
    if (parent || confirm.length > 0) {
      report.problem(
        report.gap(
          "anchor",
          `The manifest names ${what}, about which what you trust contradicts itself or the header of the stamp's block: ${saidBy([...confirm, ...contradict])}. Find out which is wrong; until then nothing is proved.`,
        ),
      );
    } else {
      report.problem(
        report.add(
          "anchor",
          "not-checked",
          `The manifest names ${what}, but you trust ${saidBy(contradict)}: that block is not on the chain, or no more, so nothing shows since when the list exists. The stamp does not depend on it.`,
        ),
      );
    }
    return undefined;
  }
  if (parent) {
    report.add(
      "anchor",
      "proved",
      `The manifest names ${what}, which is the parent of the stamp's block, so it is not older.`,
    );
  } else if (isFirm(confirm)) {
    const whom = confirm.find(({ weak }) => !weak)?.source;
    report.add(
      "anchor",
      "assumed",
      `The manifest names ${what}, so it is not older. That this block is on the chain is taken from ${whom}.`,
    );
  } else {
    report.add(
      "anchor",
      "not-checked",
      `The manifest names ${what}, so it is not older than that block if the block is on the chain; for that, give its hash from a source that you trust.`,
    );
    return undefined;
  }
  return { chainId: anchor.chainId, number, hash, time };
}
