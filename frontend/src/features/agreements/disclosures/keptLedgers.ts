import { ColophonError } from "@colophon/sdk";
import { agreementIdOf, type SignedAgreement } from "@colophon/sdk/agreements";
import {
  type DisclosureLedger,
  entryDigest,
  ledgerDocumentOf,
  openLedger,
  parseLedger,
} from "@colophon/sdk/disclosures";
import { type KeptLedgerStamp, ledgerStampDocumentOf, parseLedgerStamp } from "@colophon/sdk/evidence";
import { type QueryClient, useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import { createDurableStore } from "../../../lib/storage.ts";

/** A ledger of disclosures on this device, and what opens a stamp of it that is on its way. */
type KeptLedger = { document: string; stamp?: string | undefined };

/** By the agreement and the discloser. Nobody else gets them from here. */
const keptLedgers = createDurableStore<KeptLedger>("disclosures");

export type LedgerName = { agreement: string; discloser: Address };

/** What a ledger is kept under. */
function ledgerNameOf({ signed, discloser }: Pick<DisclosureLedger, "signed" | "discloser">): LedgerName {
  return { agreement: agreementIdOf(signed, signed.agreement), discloser };
}

const keyOf = ({ agreement, discloser }: LedgerName) => `${agreement}:${discloser.toLowerCase()}`;

export type OwnLedger = { ledger: DisclosureLedger; stamp: KeptLedgerStamp | undefined };

function read(kept: KeptLedger): OwnLedger {
  return { ledger: parseLedger(kept.document), stamp: kept.stamp ? parseLedgerStamp(kept.stamp) : undefined };
}

const ledgersKey = ["disclosures"] as const;

/** The ledger that a discloser keeps under an agreement on this device; null if there is none yet. */
export function useLedger(name: LedgerName) {
  return useQuery({
    queryKey: [...ledgersKey, keyOf(name)],
    queryFn: async () => {
      const kept = await keptLedgers.get(keyOf(name));
      return kept ? read(kept) : null;
    },
    staleTime: 0,
  });
}

/** Changes a ledger, or begins one, in one go: two tabs do not lose an entry. Throws what `change` throws. */
export async function changeLedger(
  queries: QueryClient,
  { signed, discloser }: { signed: SignedAgreement; discloser: Address },
  change: (own: OwnLedger) => OwnLedger,
): Promise<DisclosureLedger> {
  let changed: OwnLedger | undefined;
  let problem: unknown;
  await keptLedgers.update(keyOf(ledgerNameOf({ signed, discloser })), (before) => {
    try {
      changed = change(before ? read(before) : { ledger: openLedger(signed, discloser), stamp: undefined });
      const stamp = changed.stamp && ledgerStampDocumentOf(changed.stamp);
      return { document: ledgerDocumentOf(changed.ledger), ...(stamp !== undefined && { stamp }) };
    } catch (error) {
      problem = error;
      return before;
    }
  });
  if (changed === undefined) throw problem;
  await queries.invalidateQueries({ queryKey: ledgersKey });
  return changed.ledger;
}

/** The ledgers on this device under an agreement, whoever of its parties discloses in them. */
export async function ledgersUnder(agreement: string): Promise<DisclosureLedger[]> {
  const all = await keptLedgers.values();
  return all.map((kept) => read(kept).ledger).filter((ledger) => ledgerNameOf(ledger).agreement === agreement);
}

/** Takes a ledger that was saved elsewhere. Throws a ColophonError if this device has one with other entries. */
export function joinLedger(own: OwnLedger, saved: DisclosureLedger): OwnLedger {
  const [one, other] = [own.ledger, saved].map(({ entries }) => entries.map(entryDigest)) as [string[], string[]];
  const common = Math.min(one.length, other.length);
  if (one.slice(0, common).join() !== other.slice(0, common).join()) {
    throw new ColophonError(
      "This ledger and the one on this device have different entries. Decide which of them is right; they cannot be joined.",
    );
  }
  const longer = other.length >= one.length ? saved : own.ledger;
  const documents = new Map([...own.ledger.stamps, ...saved.stamps].map((stamp) => [JSON.stringify(stamp), stamp]));
  return { ...own, ledger: { ...longer, stamps: [...documents.values()] } };
}
