import { isSameAddress, showableTitle, titleConcern } from "@colophon/sdk";
import type { WorkRecord } from "@colophon/sdk/read";
import { useSyncExternalStore } from "react";
import type { Address } from "viem";

/*
 * What accounts call themselves: the name that a claimant gave to their own account among the credits of a work. Nobody
 * has checked it, so it is shown as a word of theirs and never without the address.
 */

type Named = { claimant: Address; credits: readonly { name: string; account?: Address | undefined }[] };

const names = new Map<string, string>();

const listeners = new Set<() => void>();

/** The name that a work's claimant gives their own account in its credits; undefined if there is none to show. */
export function ownNameIn({ claimant, credits }: Named): string | undefined {
  const own = credits.find(({ account }) => account !== undefined && isSameAddress(account, claimant));
  // Letters that look like others are not passed on to where no mark stands beside them.
  return own && !titleConcern(own.name) ? showableTitle(own.name) : undefined;
}

/** Remembers, while this page is open, what the claimant of a work calls themself. The first that was seen stays. */
export function noteOwnName(work: Named): void {
  const key = work.claimant.toLowerCase();
  const name = names.has(key) ? undefined : ownNameIn(work);
  if (name === undefined) return;
  names.set(key, name);
  for (const listener of listeners) listener();
}

/** The same for a work as it was read. */
export function noteNameOf({ claimant, metadata }: Pick<WorkRecord, "claimant" | "metadata">): void {
  if (metadata.status === "found") noteOwnName({ claimant, credits: metadata.value.credits });
}

/** What an account calls itself, as far as a work of its own was seen here. */
export function useOwnName(account: string): string | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => names.get(account.toLowerCase()),
  );
}
