import { type Address, BaseError, type Hex, isErc6492Signature, parseErc6492Signature, zeroAddress } from "viem";
import { offersAbi } from "../abi/generated.ts";
import { batchCall } from "../calls/call.ts";
import { defineTermsCall, publishQuoteCall } from "../calls/offers.ts";
import { explainError } from "../core/explainError.ts";
import type { ContentStore } from "../core/store.ts";
import { isSameAddress } from "../model/ids.ts";
import { offerIdOf } from "../model/offer.ts";
import { words } from "../model/words.ts";
import { deedOf, onchainTermsOf } from "../terms/deed.ts";
import type { Quote } from "../terms/quote.ts";
import { type BlockRef, type Finding, isUnreachable, type ReadContext, readAtHead } from "./finding.ts";
import { type OfferRecord, offerAt } from "./offers.ts";

export type QuoteState =
  /** Signed by its licensor, who may grant it: publish it and buy. */
  | "open"
  /** The same, but it can't be bought yet. */
  | "not open yet"
  /** Somebody published it already: look at `record`. */
  | "published"
  /** Its licensor cancelled it before anyone published it. */
  | "cancelled"
  /** It is for another chain, or for other contracts. */
  | "elsewhere"
  /** It was signed by a wallet that is not on chain yet (ERC-6492), so the contract can't check it. */
  | "undeployed wallet"
  /** The contract would refuse it: another signature, another controller, over, beyond its parent, and so on. */
  | "refused";

export type QuoteCheck = {
  id: Hex;
  state: QuoteState;
  /** For people: what the state means, and the way out. */
  sentence: string;
  /** The error that the contract would give; undefined if it would accept the quote. */
  error: string | undefined;
  /** What to publish it with: the signature, without the wrapper of ERC-6492. */
  signature: Hex;
  /** If it is published: the offer. */
  record: OfferRecord | undefined;
};

/** The signature as the contract can check it, which knows no ERC-6492; undefined for a wallet that has no code yet. */
async function usableSignature({ client }: ReadContext, { offer, signature }: Quote, block: BlockRef) {
  if (!isErc6492Signature(signature)) return signature;
  const code = await client.getCode({ address: offer.licensor, blockNumber: BigInt(block.number) });
  return code === undefined || code === "0x" ? undefined : parseErc6492Signature(signature).signature;
}

/** What the contract would say to defining the terms and publishing the quote now; undefined if it accepts both. */
async function refusalOf(context: ReadContext, quote: Quote, signature: Hex, block: BlockRef) {
  const { client, deployment } = context;
  const { offer, terms } = quote;
  const call = batchCall(deployment, [
    defineTermsCall(deployment, { terms: onchainTermsOf(terms, deployment) }),
    publishQuoteCall(deployment, { offer, signature }),
  ]);
  try {
    await client.simulateContract({ ...call, account: offer.licensor, blockNumber: BigInt(block.number) });
    return undefined;
  } catch (error) {
    if (!(error instanceof BaseError) || isUnreachable(error)) throw error;
    return explainError(error);
  }
}

function belongsElsewhere({ chainId, offers, rules }: Quote, { deployment }: ReadContext): string | undefined {
  if (chainId !== deployment.chainId) {
    return `This quote is for chain ${chainId}, and you are looking at chain ${deployment.chainId}. Switch the chain.`;
  }
  const ours: Address = deployment.contracts.offers.address;
  if (!isSameAddress(offers, ours)) {
    return `This quote is for other contracts than Colophon's, at ${words.account(offers)}. Don't buy it here.`;
  }
  return isSameAddress(rules, zeroAddress) || isSameAddress(rules, deployment.contracts.compliance.address)
    ? undefined
    : `The duties in this quote are kept by another contract than Colophon's, at ${words.account(rules)}. Don't buy it here.`;
}

/** The same context, which has the licence text of a quote without asking anybody: the quote itself says it. */
function knowing(context: ReadContext, { terms }: Quote): ReadContext {
  const { store } = context;
  const own = deedOf(terms);
  if (!store) return context;
  const get: ContentStore["get"] = async (address, options) =>
    address === own.digest
      ? { status: "found", bytes: own.bytes, gateway: "", attempts: [] }
      : store.get(address, options);
  return { ...context, store: { ...store, get } };
}

/**
 * Whether a quote can be published and bought now, as the contracts decide: its signature (an account's or, by
 * ERC-1271, a contract's), its licensor's right to grant, its terms and its window. Whether something sold already
 * stands in the way, readConflict says.
 */
export function checkQuote(context: ReadContext, quote: Quote): Promise<Finding<QuoteCheck>> {
  return readAtHead(context, async (block): Promise<QuoteCheck> => {
    const { client, deployment } = context;
    const { offer } = quote;
    const id = offerIdOf(offer);
    const result = { id, error: undefined, signature: quote.signature, record: undefined };
    const elsewhere = belongsElsewhere(quote, context);
    if (elsewhere) return { ...result, state: "elsewhere", sentence: elsewhere };

    const [state] = await client.readContract({
      address: deployment.contracts.offers.address,
      abi: offersAbi,
      functionName: "offerOf",
      args: [id],
      blockNumber: BigInt(block.number),
    });
    if (state !== 0) {
      const record = await offerAt(knowing(context, quote), id, block);
      if (record) {
        const sentence = `This quote was published as an offer, which is ${record.state}.`;
        return { ...result, state: "published", sentence, record };
      }
      const sentence = "Its licensor cancelled this quote. Ask for another one.";
      return { ...result, state: "cancelled", sentence };
    }

    const signature = await usableSignature(context, quote, block);
    if (signature === undefined) {
      const sentence = `The licensor's wallet, ${words.account(offer.licensor)}, signed this quote before it was set up on this chain, so the contract can't check the signature. Ask the licensor to send any transaction with that wallet, then open the quote again.`;
      return { ...result, state: "undeployed wallet", sentence };
    }
    const refusal = await refusalOf(context, quote, signature, block);
    if (refusal) {
      return { ...result, signature, state: "refused", sentence: refusal.sentence, error: refusal.name };
    }
    if (block.time < offer.opens) {
      const sentence = `This quote is signed by ${words.account(offer.licensor)} and can be bought from ${words.time(offer.opens)}.`;
      return { ...result, signature, state: "not open yet", sentence };
    }
    const sentence = `This quote is signed by ${words.account(offer.licensor)}, who may grant the licence now.`;
    return { ...result, signature, state: "open", sentence };
  });
}
