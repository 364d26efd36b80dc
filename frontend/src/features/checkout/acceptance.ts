import { canonicalJson, isSameAddress, mostSeats, type PastedPlace } from "@colophon/sdk";
import { hasDuties } from "@colophon/sdk/terms";
import * as v from "valibot";
import { type Address, getAddress, type Hex, isAddress } from "viem";
import { type ParsedAddress, parseRecipient } from "../../lib/parse.ts";
import type { CheckoutRecord } from "./purchase.ts";

/**
 * What somebody signed to get a licence with its duties that another pays for: as text, which they hand to whoever pays.
 * The contract checks the signature; here it is only read.
 */
export type Acceptance = {
  offer: Hex;
  recipient: Address;
  seats: number;
  /** The last second, since 1970, at which it counts. */
  deadline: number;
  signature: Hex;
};

const hexOf = (pattern: RegExp) => v.custom<Hex>((value) => typeof value === "string" && pattern.test(value));

const AcceptanceText = v.object({
  offer: hexOf(/^0x[0-9a-f]{64}$/),
  recipient: v.custom<Address>((value) => typeof value === "string" && isAddress(value, { strict: false })),
  seats: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostSeats)),
  deadline: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  signature: hexOf(/^0x(?:[0-9a-f]{2}){1,8192}$/i),
});

/** The text to hand over. */
export function acceptanceText(acceptance: Acceptance): string {
  return canonicalJson(acceptance);
}

export type ParsedAcceptance = { ok: true; acceptance: Acceptance } | { ok: false; error: string };

type ParseAcceptanceParameters = {
  /** The id of the offer that is to be bought. */
  offer: Hex;
  /** Who pays. */
  payer: Address | undefined;
  /** Seconds since 1970. */
  time: number;
};

/** Reads what a recipient handed over, and whether it is for this offer and still counts. */
export function parseAcceptance(text: string, { offer, payer, time }: ParseAcceptanceParameters): ParsedAcceptance {
  if (text.trim() === "") {
    return {
      ok: false,
      error: "Paste what the other person signed. They get it on this page, with their own account.",
    };
  }
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return { ok: false, error: "This is not a whole acceptance. Ask the other person to copy it again." };
  }
  const read = v.safeParse(AcceptanceText, input);
  if (!read.success) {
    return { ok: false, error: "This is not an acceptance of a licence. Ask the other person to copy it again." };
  }
  const acceptance = { ...read.output, recipient: getAddress(read.output.recipient) };
  if (acceptance.offer !== offer) {
    return { ok: false, error: "This acceptance is for another offer. Ask the other person to sign for this one." };
  }
  if (acceptance.deadline < time) {
    return { ok: false, error: "The time of this acceptance is over. Ask the other person to sign again." };
  }
  if (isSameAddress(acceptance.recipient, payer)) {
    return { ok: false, error: "This is your own acceptance. To get the licence yourself, choose “I do”." };
  }
  return { ok: true, acceptance };
}

type Choice = { other: boolean; text: string; acceptance: string };

type ChosenRecipient = {
  /** Whether whoever gets the licence takes on duties. */
  duties: boolean;
  /** What somebody else signed, for whom one with duties is bought. */
  acceptance: Acceptance | undefined;
  /** Somebody else, or why they cannot get it; undefined if it is the buyer. */
  parsed: ParsedAddress | undefined;
};

/** Who gets the licence. Nobody gets duties without their word: for another, it is what they signed that is bought. */
export function chosenRecipient(
  { id, terms }: Pick<CheckoutRecord, "id" | "terms">,
  { other, text, acceptance }: Choice,
  { deployment, payer, time }: { deployment: PastedPlace; payer: Address | undefined; time: number },
): ChosenRecipient {
  const duties = hasDuties(terms.onchain);
  if (!other) return { duties, acceptance: undefined, parsed: undefined };
  if (!duties) return { duties, acceptance: undefined, parsed: parseRecipient(text, deployment, "A licence") };
  const signed = parseAcceptance(acceptance, { offer: id, payer, time });
  return signed.ok
    ? { duties, acceptance: signed.acceptance, parsed: { ok: true, address: signed.acceptance.recipient } }
    : { duties, acceptance: undefined, parsed: signed };
}
