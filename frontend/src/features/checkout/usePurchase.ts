import { isSameAddress } from "@colophon/sdk";
import { buyCall } from "@colophon/sdk/calls";
import type { BlockRef, WorkRecord } from "@colophon/sdk/read";
import { useMemo, useState } from "react";
import { zeroAddress } from "viem";
import { useConnection } from "wagmi";
import { useDraft } from "../../flow/useDraft.ts";
import { deadlineOf, usePayment } from "../../flow/usePayment.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { usePriceInWords } from "../../lib/currency.ts";
import { count, wordFor } from "../../lib/format.ts";
import { offerStateNow } from "../../lib/offers.ts";
import { parseRecipient } from "../../lib/parse.ts";
import { useConflict } from "../../lib/reads.ts";
import type { DeedVerdict } from "../../lib/terms.ts";
import { latestTime, useNow } from "../../lib/time.ts";
import type { TransactionCall } from "../../lib/transactions/plan.ts";
import { titleOf, untitled } from "../../lib/work.ts";
import { useHeld } from "./AboutOffer.tsx";
import { type CheckoutRecord, obstacles, PurchaseDraft, parseSeats, useLicenceSold } from "./purchase.ts";

export type PurchaseParameters = {
  record: CheckoutRecord;
  block: BlockRef;
  work: WorkRecord | undefined;
  verdict: DeedVerdict;
  claims: "reading" | "none" | "earlier" | "unknown";
  /** What goes before the purchase in the same transaction, such as publishing a quote. Memoise it. */
  before?: readonly TransactionCall[];
  /** How many seats to begin with. */
  seats?: number;
};

const nothingBefore: readonly TransactionCall[] = [];

export type Purchase = ReturnType<typeof usePurchase>;

/** What a buyer chose, what it costs and whether it can be bought now, with the transaction that buys it. */
export function usePurchase(parameters: PurchaseParameters) {
  const { record, block, work, verdict, claims, before = nothingBefore, seats: firstSeats = 1 } = parameters;
  const { deployment } = useActiveChain();
  const { address } = useConnection();
  const { offer, terms } = record;
  const intent = `buy:${record.id}`;
  const draft = useDraft({
    key: intent,
    initial: { other: false, text: "", seats: String(firstSeats) },
    version: 1,
    schema: PurchaseDraft,
  });
  const [claimsRead, setClaimsRead] = useState(false);
  const [heldRead, setHeldRead] = useState(false);
  const held = useHeld(record, address);

  const now = useNow();
  const state = offerStateNow(record, block, now * 1000);
  const buyable = state === "open" && verdict.status === "verified";
  const conflict = useConflict(buyable ? offer : undefined, terms.onchain);
  const conflicts =
    conflict.data?.status === "found" && conflict.data.value.until !== undefined ? conflict.data.value : undefined;
  const time = latestTime(block, now * 1000);
  const deadline = deadlineOf(time);
  const parsedSeats = parseSeats(draft.value.seats, { supply: offer.supply, sold: record.sold });
  const seats = parsedSeats.ok ? parsedSeats.seats : 1;
  const total = offer.price * BigInt(seats);
  const parsed = draft.value.other ? parseRecipient(draft.value.text, deployment, "A licence") : undefined;
  const recipient = parsed ? (parsed.ok ? parsed.address : undefined) : address;
  const open = offer.buyer === zeroAddress;
  const title = work ? titleOf(work) : untitled(offer.work);
  const price = usePriceInWords(total, offer.currency);
  const buy = useMemo(() => {
    if (!recipient) return undefined;
    const licence = wordFor(seats, "one licence", `one licence with ${count(seats, "seat")}`);
    return {
      call: buyCall(deployment, { offer, recipient, seats, deadline }),
      says: `Buy ${licence} of “${title}” for ${price}${recipient === address ? "" : `, received by ${recipient}`}.`,
    };
  }, [recipient, seats, deployment, offer, deadline, title, price, address]);
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
  });
  const onConfirmed = useLicenceSold(draft.clear);
  return {
    ...{ intent, draft, state, buyable, conflicts, deadline, seats, total, parsed, parsedSeats, title, price, payment },
    ...{ account: address, held, heldRead, setHeldRead, claimsRead, setClaimsRead },
    /** Why it cannot be bought yet; nothing if it can. */
    obstacles: found,
    onConfirmed,
  };
}
