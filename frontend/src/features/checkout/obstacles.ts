import type { OfferState } from "@colophon/sdk";
import type { DeedVerdict } from "../../lib/terms/deedVerdict.ts";

export type PurchaseQuestion = {
  state: OfferState;
  verdict: DeedVerdict["status"];
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
  const { seats, buyer, conflict } = question;
  if (state !== "open") return [{ kind: "closed" }];
  if (verdict !== "verified") return [{ kind: "deed" }];
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
  if (!listed && !tokenRead) {
    found.push({ kind: "todo", sentence: "Check the token and tick the box." });
  }
  return found;
}
