import type { Hex, PublicClient } from "viem";
import { readStamp } from "../chain/readStamp.ts";
import type { Opening } from "../commitment/Opening.ts";
import { stampedOf } from "../commitment/stampedOf.ts";
import type { DiscloseRangeParameters } from "../content/discloseRange.ts";
import type { ContractName, Deployment } from "../deployment/Deployment.ts";
import type { Bundle, BundleBlock } from "./Bundle.ts";
import { bundleContractsOf } from "./bundleContractsOf.ts";
import { bundleStampOf, type DisclosedOpening } from "./bundleStampOf.ts";
import { type CaptureBlockParameters, captureBlock } from "./captureBlock.ts";
import { captureHeader } from "./captureHeader.ts";
import { EvidenceError } from "./EvidenceError.ts";
import { NotStampedError } from "./NotStampedError.ts";
import type { Verdict } from "./Verdict.ts";
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
  /** Accounts and storage slots as they were after a block. */
  state?: { block: number; accounts: NonNullable<CaptureBlockParameters["accounts"]> } | undefined;
};

export type CapturedBundle = {
  bundle: Bundle;
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
 * Throws a NotStampedError, an EvidenceError, or what the node's failure was.
 */
export async function captureBundle({
  client,
  deployment,
  opening,
  disclose,
  ranges,
  transactions = [],
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
    if (finding.status === "not-found") throw new NotStampedError(stamped, deployment.chainId);
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
  blocks.sort((a, b) => a.number - b.number);
  const anchor = opening && "manifest" in opening ? opening.manifest.anchor : undefined;
  const anchorHeader =
    anchor?.chainId === deployment.chainId
      ? await captureHeader(client, anchor.hash).then(
          ({ header }) => header,
          () => undefined,
        )
      : undefined;
  const bundle: Bundle = {
    format: "colophon-bundle/1",
    chainId: deployment.chainId,
    contracts: bundleContractsOf(deployment, [...names]),
    ...(opening && {
      stamp: { ...bundleStampOf({ opening, disclose, ranges }), ...(anchorHeader && { anchor: anchorHeader }) },
    }),
    blocks,
  };
  const verdict = checkCaptured(bundle, deployment);
  return { bundle, verdict, final: await isFinal(client, blocks.at(-1)?.number ?? 0) };
}

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
