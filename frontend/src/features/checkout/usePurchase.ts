import { isSameAddress } from "@colophon/sdk";
import { buyCall, buyForCall } from "@colophon/sdk/calls";
import type { BlockRef, WorkRecord } from "@colophon/sdk/read";
import { useCallback, useMemo, useState } from "react";
import { zeroAddress } from "viem";
import { useConnection } from "wagmi";
import { useDraft } from "../../flow/useDraft.ts";
import { deadlineOf, usePayment } from "../../flow/usePayment.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { usePriceInWords } from "../../lib/currency.ts";
import { count, wordFor } from "../../lib/format.ts";
import { offerStateNow } from "../../lib/offers.ts";
import { useConflict } from "../../lib/reads.ts";
import { type DeedVerdict, hasOwnWords } from "../../lib/terms.ts";
import { latestTime, useNow } from "../../lib/time.ts";
import type { TransactionCall } from "../../lib/transactions/plan.ts";
import { titleOf, untitled } from "../../lib/work.ts";
import { useHeld } from "./AboutOffer.tsx";
import { chosenRecipient } from "./acceptance.ts";
import {
  type CheckoutRecord,
  type KnownFacts,
  keepAgreed,
  obstacles,
  PurchaseDraft,
  parseSeats,
  useLicenceSold,
} from "./purchase.ts";

export type PurchaseParameters = {
  record: CheckoutRecord;
  block: BlockRef;
  work: WorkRecord | undefined;
  verdict: DeedVerdict;
  claims: "reading" | "none" | "earlier" | "unknown";
  /** What goes before the purchase in the same transaction, such as publishing a quote. Memoise it. */
  before?: readonly TransactionCall[];
  /** The facts of the deal, where they came with a quote. */
  facts?: KnownFacts;
  /** How many seats to begin with. */
  seats?: number;
};

const nothingBefore: readonly TransactionCall[] = [];

export type Purchase = ReturnType<typeof usePurchase>;

/** What a buyer chose, what it costs and whether it can be bought now, with the transaction that buys it. */
export function usePurchase(parameters: PurchaseParameters) {
  const { record, block, work, verdict, claims, before = nothingBefore, facts, seats: firstSeats = 1 } = parameters;
  const { deployment } = useActiveChain();
  const { address } = useConnection();
  const { offer, terms } = record;
  const intent = `buy:${record.id}`;
  const draft = useDraft({
    key: intent,
    initial: { other: false, text: "", acceptance: "", seats: String(firstSeats) },
    version: 2,
    schema: PurchaseDraft,
  });
  const [claimsRead, setClaimsRead] = useState(false);
  const [heldRead, setHeldRead] = useState(false);
  const [dutiesRead, setDutiesRead] = useState(false);
  const [ownRead, setOwnRead] = useState(false);
  const [wordsRead, setWordsRead] = useState(false);
  const held = useHeld(record, address);
  const own = isSameAddress(address, work?.controller)
    ? ("controller" as const)
    : isSameAddress(address, offer.licensor)
      ? ("licensor" as const)
      : undefined;

  const now = useNow();
  const state = offerStateNow(record, block, now * 1000);
  const buyable = state === "open" && verdict.status !== "refused";
  const ownWords = hasOwnWords(verdict);
  const conflict = useConflict(buyable ? offer : undefined, terms.onchain);
  const conflicts =
    conflict.data?.status === "found" && conflict.data.value.until !== undefined ? conflict.data.value : undefined;
  const time = latestTime(block, now * 1000);
  const { duties, acceptance, parsed } = chosenRecipient(record, draft.value, { deployment, payer: address, time });
  const deadline = acceptance?.deadline ?? deadlineOf(time);
  const typedSeats = acceptance ? String(acceptance.seats) : draft.value.seats;
  const parsedSeats = parseSeats(typedSeats, { supply: offer.supply, sold: record.sold });
  const seats = parsedSeats.ok ? parsedSeats.seats : 1;
  const total = offer.price * BigInt(seats);
  const recipient = parsed ? (parsed.ok ? parsed.address : undefined) : address;
  // What was read is what is bought: a revision in between stops the purchase.
  const version = work?.versions.length;
  const open = offer.buyer === zeroAddress;
  const title = work ? titleOf(work) : untitled(offer.work);
  const price = usePriceInWords(total, offer.currency);
  const buy = useMemo(() => {
    if (!recipient) return undefined;
    const licence = wordFor(seats, "one licence", `one licence with ${count(seats, "seat")}`);
    const purchase = { offer, recipient, seats, deadline, ...(version ? { version } : {}) };
    return {
      call: acceptance
        ? buyForCall(deployment, { ...purchase, signature: acceptance.signature })
        : buyCall(deployment, purchase),
      says: `Buy ${licence} of “${title}” for ${price}${recipient === address ? "" : `, received by ${recipient}`}.`,
    };
  }, [recipient, seats, deployment, offer, deadline, version, acceptance, title, price, address]);
  const payment = usePayment({
    intent,
    currency: offer.currency,
    amount: total,
    purpose: "this licence",
    pay: buy,
    before,
    time,
  });
  const found = obstacles({
    state,
    verdict: verdict.status,
    ownWords,
    wordsRead,
    price: total,
    balance: payment.balance.data,
    recipient: parsed ?? { ok: true },
    seats: parsedSeats,
    buyer: !address ? "not connected" : open || isSameAddress(offer.buyer, address) ? "may" : "another",
    conflict: conflicts
      ? "some"
      : conflict.isLoading
        ? "reading"
        : conflict.data?.status === "found"
          ? "none"
          : "unknown",
    claims,
    claimsRead,
    listed: payment.listed,
    tokenRead: payment.tokenRead,
    held: held !== undefined,
    heldRead,
    own: own !== undefined && !draft.value.other,
    ownRead,
    duties: duties && !draft.value.other,
    dutiesRead,
  });
  // What is agreed to stays with the buyer: of a quote, neither its text nor its facts are anywhere else.
  const keep = useCallback(() => keepAgreed(verdict, terms.onchain.deed, facts), [verdict, terms, facts]);
  const onConfirmed = useLicenceSold(draft.clear);
  return {
    ...{ intent, draft, state, buyable, conflicts, deadline, seats, total, parsed, parsedSeats, title, price, payment },
    ...{ account: address, held, heldRead, setHeldRead, own, ownRead, setOwnRead, claimsRead, setClaimsRead },
    ...{ duties, dutiesRead, setDutiesRead, ownWords, wordsRead, setWordsRead, time, version },
    /** Why it cannot be bought yet; nothing if it can. */
    obstacles: found,
    keep,
    onConfirmed,
  };
}
