import { type Address, getCreate2Address, type Hex, keccak256, numberToHex, type PublicClient, zeroHash } from "viem";
import { type Opening, stampedOf } from "../content/commitment.ts";
import { type Disclosure, discloseFiles } from "../content/disclosure.ts";
import type { Anchor } from "../content/manifest.ts";
import { type DiscloseRangeParameters, discloseRange } from "../content/range.ts";
import { type ContractName, create2Deployer, type Deployment, isJoined } from "../core/deployment.ts";
import { documents } from "../model/formats.ts";
import { mapLimit } from "../read/logs.ts";
import { readStamp } from "../read/stamps.ts";
import { ancestryOf, historyRange, historySlot } from "./ancestry.ts";
import { decodeHeader, encodeHeader, encodeReceipt, type RpcBlock, type RpcReceipt } from "./block.ts";
import type { Bundle, BundleAccount, BundleBlock, BundleContract, BundleStamp } from "./bundle.ts";
import { checkBlock } from "./checkBlock.ts";
import { buildOf } from "./code.ts";
import { EvidenceError, encodeRlp, toRlpNumber } from "./rlp.ts";
import { createTrie } from "./trie.ts";
import { blocksToTrust } from "./trust.ts";
import { createReport, type Verdict, type VerdictBlock } from "./verdict.ts";
import { verifyBundle } from "./verifyBundle.ts";

export type CaptureBundleParameters = {
  client: PublicClient;
  deployment: Deployment;
  /** The stamp to prove. */
  opening?: Opening | DisclosedOpening | undefined;
  /** Show only these files of the opening's manifest, by digest and without their names. */
  disclose?: readonly string[] | undefined;
  /** Show only these bytes of disclosed files. */
  ranges?: readonly DiscloseRangeParameters[] | undefined;
  /** Hashes of transactions whose records of our contracts are proved: a registration, a sale, a payment. */
  transactions?: readonly Hex[] | undefined;
  /**
   * By which block's hash alone the other blocks can be trusted, where the chain lets it be shown (EIP-2935: it names
   * the 8,191 before it; else by the headers between). Missing: the latest of several. Nothing is added for a node that
   * can't show it.
   */
  cover?: number | "latest" | "finalized" | undefined;
  /** Accounts and storage slots as they were after a block. */
  state?: { block: number; accounts: NonNullable<CaptureBlockParameters["accounts"]> } | undefined;
};

export type CapturedBundle = {
  bundle: Bundle;
  /** The blocks whose hashes a verifier must bring: all others follow from them. */
  needed: VerdictBlock[];
  /** Whether the node says that all its blocks are final. If not, capture again later: a block may still be replaced. */
  final: boolean;
  /** What it proves if its blocks are on the chain, which here only the node says. */
  verdict: Verdict;
};

type Wanted = { transactions: Set<number>; accounts?: CaptureBlockParameters["accounts"] };

/**
 * Makes a bundle while the node still has the logs (EIP-4444: nodes discard old ones). Nothing of what the node says
 * is believed: headers must have their hash, receipts must make the header's root, and the finished bundle must verify
 * before it is returned. Only that the block is on the chain can't be checked here; that is the verifier's to trust.
 * Throws an EvidenceError, or what the node's failure was.
 */
export async function captureBundle({
  client,
  deployment,
  opening,
  disclose,
  ranges,
  transactions = [],
  cover,
  state,
}: CaptureBundleParameters): Promise<CapturedBundle> {
  const wanted = new Map<Hex, Wanted>();
  const names = new Set<ContractName>();
  const want = (hash: Hex): Wanted => {
    const entry = wanted.get(hash) ?? { transactions: new Set() };
    wanted.set(hash, entry);
    return entry;
  };

  const hashes = [...transactions];
  if (opening) {
    names.add("timestamps");
    const stamped = stampedOf(opening);
    const finding = await readStamp({ client, deployment }, stamped);
    if (finding.status === "unknown") throw finding.cause;
    if (finding.status === "not-found") {
      throw new EvidenceError(
        `The node of chain ${deployment.chainId} has no stamp of ${stamped}. Stamp it first; if you did, wait until it is confirmed, or ask a node that keeps old logs.`,
      );
    }
    hashes.push(finding.value.at.transaction);
  }
  const ours = new Map(
    Object.entries(deployment.contracts).map(([name, { address }]) => [address.toLowerCase(), name as ContractName]),
  );
  for (const hash of hashes) {
    const receipt = await client.getTransactionReceipt({ hash });
    want(receipt.blockHash).transactions.add(receipt.transactionIndex);
    for (const { address } of receipt.logs) {
      const name = ours.get(address.toLowerCase());
      if (name) names.add(name);
    }
  }
  if (state) {
    const { hash } = await client.getBlock({ blockNumber: BigInt(state.block) });
    want(hash).accounts = state.accounts;
    for (const { address } of state.accounts) {
      const name = ours.get(address.toLowerCase());
      if (name) names.add(name);
    }
  }
  if (wanted.size === 0)
    throw new EvidenceError("There is nothing to make a bundle of. Name an opening, a transaction or an account.");

  const blocks: BundleBlock[] = [];
  for (const [hash, { transactions: positions, accounts }] of wanted) {
    blocks.push(await captureBlock({ client, hash, transactions: [...positions], accounts }));
  }
  const anchor = opening && "manifest" in opening ? opening.manifest.anchor : undefined;
  const anchorHeader =
    anchor?.chainId === deployment.chainId
      ? await captureHeader(client, anchor.hash).then(
          ({ header }) => header,
          () => undefined,
        )
      : undefined;
  const bundle: Bundle = {
    format: documents.bundle.format,
    chainId: deployment.chainId,
    contracts: bundleContractsOf(deployment, [...names]),
    ...(opening && {
      stamp: { ...bundleStampOf({ opening, disclose, ranges }), ...(anchorHeader && { anchor: anchorHeader }) },
    }),
    blocks: await coverBlocks(client, blocks, { cover, anchor: anchorHeader === undefined ? undefined : anchor }),
  };
  const verdict = checkCaptured(bundle, deployment);
  return {
    bundle,
    verdict,
    needed: blocksToTrust(bundle),
    final: await isFinal(client, bundle.blocks.at(-1)?.number ?? 0),
  };
}

type CoverParameters = Pick<CaptureBundleParameters, "cover"> & { anchor?: Anchor | undefined };

/**
 * The blocks in their order, and in one of them what names the earlier ones. A node that can't prove that block's state
 * any more, or a chain without such a record, leaves them as they are: then each needs a hash of its own.
 */
async function coverBlocks(
  client: PublicClient,
  captured: readonly BundleBlock[],
  { cover, anchor }: CoverParameters,
): Promise<BundleBlock[]> {
  const blocks = captured.toSorted((a, b) => a.number - b.number);
  const last = blocks.at(-1) as BundleBlock;
  if (cover === undefined && blocks.length === 1) return blocks;
  const top = cover === undefined ? last : await blockToCover(client, blocks, cover);
  if (top.number < last.number) {
    throw new EvidenceError(
      `Block ${top.number} can't speak for block ${last.number}, which is later. Name a later block to cover it.`,
    );
  }
  const wanted = [...blocks, ...(anchor ? [anchor] : [])]
    .map(({ number }) => number)
    .filter((number) => number < top.number);
  if (wanted.length === 0 || speaksFor(top, [...blocks, ...(anchor ? [anchor] : [])])) return blocks;
  const others = blocks.filter(({ number }) => number !== top.number);
  const near = wanted.filter((number) => top.number - number <= historyRange.blocks);
  const slots = [...new Set(near.map(historySlot))];
  const history = await captureAccount(client, numberToHex(top.number), { address: historyRange.address, slots }).catch(
    () => undefined,
  );
  const accounts = [...(top.accounts ?? []), ...(history ? [history] : [])].sort((a, b) =>
    a.address < b.address ? -1 : 1,
  );
  const byState = { ...top, accounts };
  if (history && speaksFor(byState, [...blocks, ...(anchor ? [anchor] : [])])) return [...others, byState];
  const most = cover === undefined ? mostHeadersUnasked : mostHeadersBehind;
  const ancestors = await headersBehind(client, top, Math.min(...wanted), most);
  return ancestors.length > 0 ? [...others, { ...top, ancestors }] : explicit(cover, blocks);
}

/** Whoever asked for a block to speak for the others must know that it can't. */
function explicit(cover: CoverParameters["cover"], blocks: BundleBlock[]): BundleBlock[] {
  if (cover === undefined) return blocks;
  throw new EvidenceError(
    "The node can't show that the other blocks are before the one that you named: it keeps no state of it, the chain has no record of its block hashes (EIP-2935), or they are too far apart. Leave --cover out; then each block needs a hash of its own.",
  );
}

async function blockToCover(
  client: PublicClient,
  blocks: readonly BundleBlock[],
  cover: NonNullable<CoverParameters["cover"]>,
): Promise<BundleBlock> {
  const { hash } = await client.getBlock(
    typeof cover === "number" ? { blockNumber: BigInt(cover) } : { blockTag: cover },
  );
  const known = blocks.find((block) => block.hash === hash);
  if (known || hash === null) return known ?? (blocks.at(-1) as BundleBlock);
  const { header } = await captureHeader(client, hash);
  const { number, time } = decodeHeader(header);
  return { number, time, hash, header };
}

/** Whether a block's proved state names all of the others, as whoever trusts it will find. */
function speaksFor(top: BundleBlock, others: readonly { number: number; hash: Hex }[]): boolean {
  const shown = ancestryOf([checkBlock(top, createReport())]);
  return others.every(
    (other) =>
      other.number >= top.number || shown.some(({ number, hash }) => number === other.number && hash === other.hash),
  );
}

/** The headers from a block's parent back to the child of another block, if they are not too many. */
async function headersBehind(client: PublicClient, top: BundleBlock, down: number, most: number): Promise<Hex[]> {
  const count = top.number - down - 1;
  if (count < 1 || count > most) return [];
  const headers: Hex[] = [];
  for (let parent = decodeHeader(top.header).parentHash; headers.length < count; ) {
    const { header } = await captureHeader(client, parent);
    headers.push(header);
    parent = decodeHeader(header).parentHash;
  }
  return headers;
}

/** Each is about 600 bytes, and a request of its own. */
const mostHeadersBehind = 256;

const mostHeadersUnasked = 16;

/** Everything must hold but the trust in the blocks, which is granted here for the check. */
function checkCaptured(bundle: Bundle, deployment: Deployment): Verdict {
  const { chainId, contracts } = deployment;
  const verdict = verifyBundle({
    bundle,
    trusted: bundle.blocks.map(({ number, hash }) => ({ number, hash, chainId, source: "the node" })),
    codes: Object.values(contracts).map(({ initCodeHash }) => initCodeHash),
  });
  if (verdict.verdict === "proved") return verdict;
  throw new EvidenceError(`What the node gave does not make a bundle that verifies. ${verdict.sentence}`);
}

async function isFinal(client: PublicClient, block: number): Promise<boolean> {
  try {
    const { number } = await client.getBlock({ blockTag: "finalized" });
    return number !== null && number >= BigInt(block);
  } catch {
    return false;
  }
}

/** An opening of content of which only some files' digests are known or shown. */
export type DisclosedOpening = Omit<Opening, "format" | "manifest" | "stamp"> & { files: readonly Disclosure[] };

export type BundleStampOfParameters = {
  opening: Opening | DisclosedOpening;
  /** Show only these files, by digest and without their names. Missing: the whole list. */
  disclose?: readonly string[] | undefined;
  /** Show only these bytes of disclosed files. */
  ranges?: readonly DiscloseRangeParameters[] | undefined;
};

/** The part of a bundle that opens a commitment. */
export function bundleStampOf({ opening, disclose, ranges = [] }: BundleStampOfParameters): BundleStamp {
  const { claimant, contentRoot, salt, commitment, batch } = opening;
  const parts = { claimant, contentRoot, salt, commitment, ...(batch && { batch }) };
  if ("files" in opening) return { ...parts, files: opening.files };
  const { manifest } = opening;
  if (disclose === undefined) return { ...parts, manifest };
  const { files: _, ...head } = manifest;
  const files = discloseFiles(manifest, disclose).map((file, i) => {
    const range = ranges.find(({ path }) => path === disclose[i]);
    return range ? { ...file, range: discloseRange(manifest, range) } : file;
  });
  return { ...parts, files, head };
}

const lower = (address: Address) => address.toLowerCase() as Address;

/** The evidence for the code of some contracts of a deployment, and of the contract that deployed them. */
function bundleContractsOf(deployment: Deployment, names: readonly ContractName[]): BundleContract[] {
  const centre = lower(deployment.contracts.colophon.address);
  const deployerOf = (name: ContractName): Address => (isJoined(name) ? centre : create2Deployer);
  const needed = new Set(names);
  if (names.some((name) => deployerOf(name) === centre)) needed.add("colophon");
  return [...needed].map((name) => {
    const { address, initCodeHash } = deployment.contracts[name];
    const deployer = deployerOf(name);
    const expected = getCreate2Address({ from: deployer, salt: zeroHash, bytecodeHash: initCodeHash });
    if (lower(expected) !== lower(address)) {
      throw new EvidenceError(
        `The deployment says that ${name} is at ${address}, but its code makes the address ${expected}. Use the file that the deployment wrote.`,
      );
    }
    const build = buildOf(name, initCodeHash);
    return { name, address: lower(address), deployer, initCodeHash, ...(build && { build }) };
  });
}

export type CaptureBlockParameters = {
  client: PublicClient;
  hash: Hex;
  /** Positions of the transactions whose receipts are wanted. */
  transactions?: readonly number[] | undefined;
  /** Accounts and storage slots whose state after the block is wanted. */
  accounts?: readonly { address: Hex; slots?: readonly Hex[] | undefined }[] | undefined;
};

/** All receipts of a block, in one request or, where a node has no such method, one by one. */
async function readReceipts(client: PublicClient, block: RpcBlock): Promise<RpcReceipt[]> {
  try {
    const receipts = await rawRequest(client, "eth_getBlockReceipts", [block.number]);
    if (Array.isArray(receipts)) return receipts as RpcReceipt[];
  } catch {
    // Asked one by one below, which says what is wrong if it isn't just this method.
  }
  const hashes = Array.isArray(block.transactions) ? (block.transactions as Hex[]) : [];
  return mapLimit(hashes, 8, async (hash) => {
    const receipt = await rawRequest(client, "eth_getTransactionReceipt", [hash]);
    if (!receipt)
      throw new EvidenceError(`The node has no receipt of transaction ${hash}. Ask a node that keeps all receipts.`);
    return receipt as RpcReceipt;
  });
}

/**
 * A block with the proofs of some of its receipts and accounts, from a node that need not be trusted: the header is
 * checked against the hash and the receipts against the header before anything is returned. Throws an EvidenceError.
 */
async function captureBlock({
  client,
  hash,
  transactions = [],
  accounts = [],
}: CaptureBlockParameters): Promise<BundleBlock> {
  const { header, block } = await captureHeader(client, hash);
  const { number, time, receiptsRoot } = decodeHeader(header);
  const result: BundleBlock = { number, time, hash, header };
  if (transactions.length > 0) {
    const receipts = await readReceipts(client, block);
    const keyOf = (index: number) => encodeRlp(toRlpNumber(BigInt(index)));
    const trie = createTrie(receipts.map((receipt, i) => ({ key: keyOf(i), value: encodeReceipt(receipt) })));
    if (trie.root !== receiptsRoot) {
      throw new EvidenceError(
        `The ${receipts.length} receipts that the node gave for block ${number} are not those of the block: they make the root ${trie.root}, but its header says ${receiptsRoot}. No bundle was made; ask another node.`,
      );
    }
    const wanted = [...new Set(transactions)].sort((a, b) => a - b);
    result.receipts = wanted.map((transaction) => ({ transaction, proof: trie.proof(keyOf(transaction)) }));
  }
  if (accounts.length > 0) {
    const proved = await mapLimit(accounts, 4, (account) => captureAccount(client, numberToHex(number), account));
    result.accounts = proved.sort((a, b) => (a.address < b.address ? -1 : 1));
  }
  return result;
}

type RpcProof = { accountProof: Hex[]; storageProof: { proof: Hex[] }[] };

/** Its proofs are checked with the whole bundle. */
async function captureAccount(
  client: PublicClient,
  block: Hex,
  { address, slots = [] }: { address: Hex; slots?: readonly Hex[] | undefined },
): Promise<BundleAccount> {
  const sorted = [...slots].sort();
  const found = (await rawRequest(client, "eth_getProof", [address, sorted, block])) as RpcProof;
  const storage = found.storageProof.map(({ proof }, i) => ({ slot: sorted[i] as Hex, proof }));
  return {
    address: address.toLowerCase() as Hex,
    proof: found.accountProof,
    ...(storage.length > 0 && { storage }),
  };
}

/** A block's header in RLP, from a node, after checking that it has the block's hash. Throws an EvidenceError. */
export async function captureHeader(client: PublicClient, hash: Hex): Promise<{ header: Hex; block: RpcBlock }> {
  const block = (await rawRequest(client, "eth_getBlockByHash", [hash, false])) as RpcBlock | null;
  if (!block)
    throw new EvidenceError(
      `The node has no block ${hash}. It may have been replaced: look for the transaction again.`,
    );
  const header = encodeHeader(block);
  const found = keccak256(header);
  if (found !== hash) {
    throw new EvidenceError(
      `The header that the node gave for block ${hash} has the hash ${found}: the node is wrong, or this chain's headers have fields that this program does not know. No bundle was made.`,
    );
  }
  return { header, block };
}

type Request = (request: { method: string; params: readonly unknown[] }) => Promise<unknown>;

/** A node's answer as it is, where viem would leave out fields that it doesn't know. */
export function rawRequest(client: PublicClient, method: string, params: readonly unknown[]): Promise<unknown> {
  return (client.request as Request)({ method, params });
}
