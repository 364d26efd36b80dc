import { type Deployment, formatId, isSameAddress, mostSeats, type OfferState, unlimitedSupply } from "@colophon/sdk";
import { offersAbi } from "@colophon/sdk/abi";
import type { OfferRecord } from "@colophon/sdk/read";
import { deedOf, type ScheduleDocument } from "@colophon/sdk/terms";
import { useCallback } from "react";
import * as v from "valibot";
import { type Hex, type Log, parseEventLogs } from "viem";
import { useLocation } from "wouter";
import { useActiveChain } from "../../lib/chain.ts";
import { count } from "../../lib/format.ts";
import { keepDocument, keepIfNamed } from "../../lib/keptDocuments.ts";
import { parseWhole } from "../../lib/parse.ts";
import { type DeedVerdict, termsOf } from "../../lib/terms.ts";
import type { TransactionRecord } from "../../lib/transactions/record.ts";
import { toasts } from "../../ui/toasts.tsx";

/** What can be bought: an offer that was published, or a quote that will be. */
export type CheckoutRecord = Omit<OfferRecord, "published">;

/** The facts of a deal, where they came along with its quote. */
export type KnownFacts = ScheduleDocument | undefined;

/** Keeps on this device what a buyer agrees to: of a quote, neither its text nor its facts are anywhere else. */
export async function keepAgreed(verdict: DeedVerdict, deed: Hex, facts: KnownFacts): Promise<void> {
  const terms = termsOf(verdict);
  if (terms) await keepIfNamed(deedOf(terms).bytes, deed);
  if (facts) await keepDocument(facts.bytes);
}

/** What a buyer chose and typed. */
export const PurchaseDraft = v.object({
  other: v.boolean(),
  text: v.string(),
  /** What the recipient of a licence with duties signed. */
  acceptance: v.string(),
  seats: v.string(),
});

export type PurchaseDraft = v.InferOutput<typeof PurchaseDraft>;

export type PurchaseQuestion = {
  state: OfferState;
  verdict: DeedVerdict["status"];
  /** Whether words belong to it that were not made from the terms, and the buyer has said that they read them. */
  ownWords: boolean;
  wordsRead: boolean;
  /** For all seats. */
  price: bigint;
  /** What the buyer has of the currency; undefined while it is not known. */
  balance: bigint | undefined;
  recipient: { ok: true } | { ok: false; error: string };
  seats: { ok: true } | { ok: false; error: string };
  /** Whether the connected account may buy: an offer may be for one buyer only. */
  buyer: "may" | "another" | "not connected";
  /** Whether a licence in force excludes this one. */
  conflict: "reading" | "none" | "some" | "unknown";
  /** Whether other claims were looked up, and whether there is an earlier one. */
  claims: "reading" | "none" | "earlier" | "unknown";
  claimsRead: boolean;
  /** Whether the currency's name can be taken at its word. */
  listed: boolean;
  tokenRead: boolean;
  /** Whether the buyer has, or has just bought, a licence on these terms, and wants another one. */
  held: boolean;
  heldRead: boolean;
  /** Whether the buyer controls the work or sells this licence, and wants it all the same. */
  own: boolean;
  ownRead: boolean;
  /** Whether whoever gets it takes on duties, and the buyer has said that they do. */
  duties: boolean;
  dutiesRead: boolean;
};

export type Obstacle =
  /** Nothing the buyer does here changes it. */
  | { kind: "closed" }
  | { kind: "deed" }
  | { kind: "conflict" }
  | { kind: "buyer" }
  /** What the buyer can still do, in a sentence. */
  | { kind: "todo"; sentence: string }
  | { kind: "funds" }
  | { kind: "wait" };

/** Why a licence cannot be bought yet, the gravest reason first. An empty list means that it can. */
export function obstacles(question: PurchaseQuestion): Obstacle[] {
  const { state, verdict, price, balance, recipient, claims, claimsRead, listed, tokenRead } = question;
  const { seats, buyer, conflict, held, heldRead, own, ownRead, duties, dutiesRead, ownWords, wordsRead } = question;
  if (state !== "open") return [{ kind: "closed" }];
  if (verdict === "refused") return [{ kind: "deed" }];
  if (conflict === "some") return [{ kind: "conflict" }];
  if (buyer === "another") return [{ kind: "buyer" }];
  const found: Obstacle[] = [];
  if (!seats.ok) found.push({ kind: "todo", sentence: seats.error });
  if (balance !== undefined && balance < price) found.push({ kind: "funds" });
  if (!recipient.ok) found.push({ kind: "todo", sentence: recipient.error });
  if (claims === "reading" || conflict === "reading") found.push({ kind: "wait" });
  if (claims === "earlier" && !claimsRead) {
    found.push({ kind: "todo", sentence: "Read the warning about the earlier claim and tick the box." });
  }
  if (claims === "unknown" && !claimsRead) {
    found.push({
      kind: "todo",
      sentence: "Other claims could not be looked up. Wait, or tick the box to go on without.",
    });
  }
  if (held && !heldRead) {
    found.push({ kind: "todo", sentence: "You hold such a licence already. Tick the box if you want another one." });
  }
  if (own && !ownRead) {
    found.push({ kind: "todo", sentence: "You are on both sides of this sale. Tick the box if you mean it." });
  }
  if (ownWords && !wordsRead) {
    found.push({ kind: "todo", sentence: "Read the parties' own words of this licence and tick the box." });
  }
  if (duties && !dutiesRead) {
    found.push({ kind: "todo", sentence: "Read the duties of this licence and tick the box." });
  }
  if (!listed && !tokenRead) {
    found.push({ kind: "todo", sentence: "Check the token and tick the box." });
  }
  return found;
}

export type ParsedSeats = { ok: true; seats: number } | { ok: false; error: string };

/** Reads a number of seats as people type it, strictly, and not more than are left. */
export function parseSeats(text: string, { supply, sold }: { supply: number; sold: number }): ParsedSeats {
  const left = supply === unlimitedSupply ? mostSeats : Math.min(mostSeats, supply - sold);
  const parsed = parseWhole(text, {
    ask: "Type how many seats you need, as a whole number above 0.",
    most: left,
    over:
      left === mostSeats
        ? `A licence has at most ${count(left, "seat")}. Buy several licences for more.`
        : `Only ${count(left, "seat is", "seats are")} left. Ask for fewer.`,
  });
  return parsed.ok ? { ok: true, seats: Number(parsed.value) } : parsed;
}

/** The number of the licence that a purchase made, from what the transaction logged. */
export function soldLicence(deployment: Deployment, logs: readonly Log[]): bigint | undefined {
  const { address } = deployment.contracts.offers;
  const ours = logs.filter((log) => isSameAddress(log.address, address));
  return parseEventLogs({ abi: offersAbi, eventName: "LicenceSold", logs: ours })[0]?.args.licence;
}

/** Goes to the licence as soon as it is sold. */
export function useLicenceSold(clear: () => void) {
  const { deployment } = useActiveChain();
  const [, navigate] = useLocation();
  return useCallback(
    (transaction: TransactionRecord) => {
      const licence = soldLicence(deployment, transaction.inclusion?.logs ?? []);
      if (licence === undefined) return;
      clear();
      toasts.show("Done. This is your licence.");
      navigate(`/licence/${formatId(licence, "licence")}`);
    },
    [deployment, navigate, clear],
  );
}
