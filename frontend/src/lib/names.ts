import { type NamedWork, ownNameIn } from "@colophon/sdk";
import type { WorkRecord } from "@colophon/sdk/read";
import { useContext, useEffect, useSyncExternalStore } from "react";
import { useActiveChain } from "./chain.ts";
import { Confidential } from "./confidential.ts";

/*
 * What accounts call themselves: the name that a claimant gave to their own account among the credits of a work. Nobody
 * has checked it, so it is shown as a word of theirs and never without the address. It is known from works that were seen
 * here, or the index is asked: once for each account, and once for all that come onto the page in the same moment.
 */

const names = new Map<string, string>();

const listeners = new Set<() => void>();

/** Remembers, while this page is open, what the claimant of a work calls themself. The first that was seen stays. */
export function noteOwnName(work: NamedWork): void {
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

/** What an account calls itself; undefined while nobody is known to have said so. */
export function useOwnName(account: string, { needed }: { needed: boolean }): string | undefined {
  const { index } = useActiveChain();
  const confidential = useContext(Confidential);
  const name = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => names.get(account.toLowerCase()),
  );
  useEffect(() => {
    if (needed && !confidential && index !== undefined) want(index, account);
  }, [needed, confidential, index, account]);
  return name;
}

/** For how long accounts are gathered into one question, in milliseconds: what a page shows comes in steps. */
const gathering = 50;

/** Every account that an index was asked about, and those that are gathered now. */
const asked = new Set<string>();

const gathered = new Map<string, Set<string>>();

function want(index: string, account: string): void {
  const key = account.toLowerCase();
  if (names.has(key) || asked.has(`${index} ${key}`)) return;
  asked.add(`${index} ${key}`);
  const together = gathered.get(index);
  if (together) {
    together.add(key);
    return;
  }
  gathered.set(index, new Set([key]));
  setTimeout(() => void askTogether(index), gathering);
}

async function askTogether(index: string): Promise<void> {
  // A work that came meanwhile may have said it.
  const accounts = [...(gathered.get(index) ?? [])].filter((account) => !names.has(account));
  gathered.delete(index);
  if (accounts.length === 0) return;
  // Without an answer the address stands there alone, as it did before.
  const found = await import("./askNames.ts").then(({ askNames }) => askNames(index, accounts)).catch(() => []);
  for (const { account, name } of found) noteOwnName({ claimant: account, credits: [{ name, account }] });
}
