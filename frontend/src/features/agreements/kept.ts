import {
  agreementDocumentOf,
  agreementFragmentOf,
  agreementIdOf,
  joinSignatures,
  parseAgreement,
  type SignedAgreement,
} from "@colophon/sdk/agreements";
import { type QueryClient, useQuery } from "@tanstack/react-query";
import { clock } from "../../lib/clock.ts";
import { createDurableStore } from "../../lib/storage.ts";

type KeptAgreement = {
  id: string;
  chainId: number;
  /** As the document of the format colophon-agreement/1. */
  document: string;
  /** Milliseconds since 1970. */
  changedAt: number;
};

/** Agreements that were drafted or opened on this device, by their id. Nobody else gets them from here. */
const keptAgreements = createDurableStore<KeptAgreement>("agreements");

/** Keeps an agreement with all signatures that this device has of it, and returns it so. */
export async function keepAgreement(queries: QueryClient, signed: SignedAgreement): Promise<SignedAgreement> {
  const id = agreementIdOf(signed, signed.agreement);
  let joined = signed;
  await keptAgreements.update(id, (before) => {
    const known = before && read(before);
    joined = known ? joinSignatures(signed, known) : signed;
    return { id, chainId: signed.chainId, document: agreementDocumentOf(joined), changedAt: clock.now() * 1000 };
  });
  await queries.invalidateQueries({ queryKey: ["agreements"] });
  return joined;
}

export async function forgetAgreement(queries: QueryClient, id: string): Promise<void> {
  await keptAgreements.delete(id);
  await queries.invalidateQueries({ queryKey: ["agreements"] });
}

/** The agreements on this device, the last changed first. */
export function useKeptAgreements(chainId: number) {
  return useQuery({
    queryKey: ["agreements", "kept", chainId],
    queryFn: async () =>
      (await keptAgreements.values())
        .filter((kept) => kept?.chainId === chainId)
        .sort((a, b) => b.changedAt - a.changedAt)
        .flatMap((kept) => {
          const signed = read(kept);
          return signed ? [{ id: kept.id, signed }] : [];
        }),
    staleTime: 0,
  });
}

function read({ document }: KeptAgreement): SignedAgreement | undefined {
  try {
    return parseAgreement(document);
  } catch {
    // What another version kept is not shown.
    return undefined;
  }
}

/** "agreement-1a2b3c4d.colophon-agreement.json": tells agreements apart without saying what they are about. */
export function agreementFileName(signed: SignedAgreement): string {
  return `agreement-${agreementIdOf(signed, signed.agreement).slice(2, 10)}.colophon-agreement.json`;
}

/** The path at which an agreement is read. What stands after the “#” is not sent to any server. */
export function agreementPathOf(signed: SignedAgreement): string {
  return `/agreement#${agreementFragmentOf(signed)}`;
}
