import * as v from "valibot";
import type { Address, Hex } from "viem";
import { commitmentOf } from "../content/commitment.ts";
import { leafOf } from "../content/disclosure.ts";
import { randomSalt } from "../content/manifest.ts";
import { addressField, canonicalJson, hashField, readJson, wholeField } from "../core/json.ts";
import { disclosureDocuments } from "../disclosures/formats.ts";
import { DisclosureError, type DisclosureLedger, entryDigest, lastStamped } from "../disclosures/ledger.ts";
import { FormatError } from "../model/errors.ts";
import type { Bundle } from "./bundle.ts";
import type { DisclosedOpening } from "./capture.ts";

export type OpenLastEntryParameters = { chainId: number; timestamps: Address; claimant: Address };

/**
 * What opens a new stamp of a ledger's last entry, which covers all of them: secret by a blinding and a salt of its own. Keep
 * it before it is stamped. Throws a DisclosureError if everything is stamped already.
 */
export function openLastEntry(
  ledger: DisclosureLedger,
  { chainId, timestamps, claimant }: OpenLastEntryParameters,
): DisclosedOpening {
  const last = ledger.entries.at(-1);
  if (last === undefined || lastStamped(ledger) === ledger.entries.length)
    throw new DisclosureError("Every entry of the ledger is covered by a stamp. There is nothing to stamp.");
  const [digest, blinding, salt] = [entryDigest(last), randomSalt(), randomSalt()];
  const parts = {
    chainId,
    timestamps: timestamps.toLowerCase() as Address,
    claimant: claimant.toLowerCase() as Address,
    contentRoot: leafOf({ sha256: digest, blinding }),
    salt,
  };
  return { ...parts, commitment: commitmentOf(parts), files: [{ digest, blinding, proof: [] }] };
}

const keptSchema = v.strictObject({
  opening: v.strictObject({
    chainId: wholeField(1),
    timestamps: addressField,
    claimant: addressField,
    contentRoot: hashField,
    salt: hashField,
    commitment: hashField,
    files: v.tuple([v.strictObject({ digest: hashField, blinding: hashField, proof: v.tuple([]) })]),
  }),
  transaction: v.optional(hashField),
});

/** A stamp that is on its way: what opens it, and the transaction once one was sent. */
export type KeptLedgerStamp = { opening: DisclosedOpening; transaction?: Hex | undefined };

/** What is kept of a stamp until its bundle stands in the ledger. */
export function ledgerStampDocumentOf({ opening, transaction }: KeptLedgerStamp): string {
  return canonicalJson({ opening, transaction });
}

/** What was kept of a stamp. Throws a FormatError. */
export function parseLedgerStamp(input: unknown): KeptLedgerStamp {
  const { format, maxBytes } = disclosureDocuments.answer;
  const read = v.safeParse(keptSchema, readJson(input, format, maxBytes), { abortEarly: true });
  if (read.success) return read.output;
  throw new FormatError("the stamp of a ledger", "It is not what was kept of one. Move the file away, and stamp anew.");
}

/** Whether a kept stamp is about the last entry of a ledger, and not about one that others followed since. */
export function isOfLastEntry(ledger: DisclosureLedger, { opening }: KeptLedgerStamp): boolean {
  const last = ledger.entries.at(-1);
  return last !== undefined && opening.files[0]?.digest === entryDigest(last);
}

/** The ledger with a stamp's bundle. */
export function withLedgerStamp(ledger: DisclosureLedger, bundle: Bundle): DisclosureLedger {
  return { ...ledger, stamps: [...ledger.stamps, bundle] };
}
