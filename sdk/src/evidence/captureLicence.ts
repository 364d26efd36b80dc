import { getAbiItem, type Hex, numberToHex, type PublicClient } from "viem";
import { offersAbi, termsAbi } from "../abi/generated.ts";
import { initCodeHashes } from "../abi/initCodeHashes.ts";
import type { Deployment } from "../core/deployment.ts";
import { formatId } from "../model/ids.ts";
import { missingLogs } from "../read/finding.ts";
import { getLogsInRanges } from "../read/logs.ts";
import { type CaptureBundleParameters, type CapturedBundle, captureBundle, rawRequest } from "./capture.ts";
import { licenceChain } from "./licenceStorage.ts";
import { EvidenceError } from "./rlp.ts";

export type CaptureLicenceParameters = {
  client: PublicClient;
  deployment: Deployment;
  /** The licence's number. */
  licence: bigint;
  /** After which block; the latest if missing. A node that keeps no old state knows only the latest ones. */
  block?: number | undefined;
  /** See {@link captureBundle}. Missing: the block of its state speaks for those of its records, if the node can show it. */
  cover?: CaptureBundleParameters["cover"];
};

const soldEvent = getAbiItem({ abi: offersAbi, name: "LicenceSold" });
const publishedEvent = getAbiItem({ abi: offersAbi, name: "OfferPublished" });
const definedEvent = getAbiItem({ abi: termsAbi, name: "TermsDefined" });

/**
 * A bundle of a licence: the records of its sale, of the offer that it was sold by and of its terms, and what the
 * contract kept of it and of every licence above it after a block. Throws an EvidenceError, a missingLogs, or what
 * the node's failure was.
 */
export async function captureLicence({
  client,
  deployment,
  licence,
  block,
  cover,
}: CaptureLicenceParameters): Promise<CapturedBundle> {
  const name = `licence ${formatId(licence, "licence")}`;
  const { address, initCodeHash } = deployment.contracts.licences;
  if (initCodeHash !== initCodeHashes.licences) {
    throw new EvidenceError(
      `The Licences contract ${address} has other code (${initCodeHash}) than that of this release, which alone this program can read in storage. Use the release that it is of.`,
    );
  }
  const at = block ?? Number(await client.getBlockNumber({ cacheTime: 0 }));
  const slots = await slotsOf(client, { address, licence, block: numberToHex(at) });
  if (slots === undefined)
    throw new EvidenceError(`After block ${at} there was no ${name} on chain ${deployment.chainId}.`);
  const transactions = await transactionsOf(client, { deployment, licence, block: at, name });
  const captured = await captureBundle({
    client,
    deployment,
    transactions,
    cover,
    state: { block: at, accounts: [{ address, slots }] },
  });
  const shown = captured.verdict.licences.find((found) => found.licence === licence.toString());
  if (!shown?.exists || shown.state === undefined) {
    throw new EvidenceError(
      `The node's answers about the storage of the Licences contract after block ${at} contradict its proofs of it. No bundle was made of ${name}; ask another node.`,
    );
  }
  return captured;
}

type SlotsOfParameters = { address: Hex; licence: bigint; block: Hex };

/** The slots that hold what is known of a licence and of all above it: each is found by what the others hold. */
async function slotsOf(client: PublicClient, { address, licence, block }: SlotsOfParameters) {
  const known = new Map<Hex, bigint>();
  for (;;) {
    const missing = new Set<Hex>();
    const read = (slot: Hex) => {
      const value = known.get(slot);
      if (value === undefined) missing.add(slot);
      return value;
    };
    const [first] = licenceChain(licence, read);
    if (first?.licence === null) return undefined;
    if (missing.size === 0) return [...known.keys()];
    for (const slot of missing) {
      const value = (await rawRequest(client, "eth_getStorageAt", [address, slot, block])) as Hex;
      known.set(slot, BigInt(value));
    }
  }
}

type TransactionsOfParameters = { deployment: Deployment; licence: bigint; block: number; name: string };

/** In which transactions it was sold, its offer published and its terms defined. */
async function transactionsOf(
  client: PublicClient,
  { deployment, licence, block: toBlock, name }: TransactionsOfParameters,
): Promise<Hex[]> {
  const { offers, terms } = deployment.contracts;
  const range = { address: offers.address, fromBlock: offers.block, toBlock };
  const [sale] = await getLogsInRanges(client, { ...range, event: soldEvent, args: { licence } });
  if (sale === undefined) throw missingLogs(name);
  const [offer] = await getLogsInRanges(client, { ...range, event: publishedEvent, args: { offer: sale.args.offer } });
  if (offer === undefined) throw missingLogs(`offer ${sale.args.offer}`);
  const [definition] = await getLogsInRanges(client, {
    address: terms.address,
    event: definedEvent,
    args: { id: offer.args.details.terms },
    fromBlock: terms.block,
    toBlock,
  });
  if (definition === undefined) throw missingLogs(`the terms ${offer.args.details.terms}`);
  return [sale, offer, definition].map(({ transactionHash }) => transactionHash);
}
