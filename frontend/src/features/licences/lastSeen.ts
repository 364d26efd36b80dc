import { isSameAddress } from "@colophon/sdk";
import type { BlockRef, LicenceRecord } from "@colophon/sdk/read";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Address } from "viem";
import { type AskedChain, foundOf } from "../../flow/Read.tsx";
import { useActiveChain } from "../../lib/chain.ts";
import { createDurableStore } from "../../lib/storage.ts";

/** The licences of an account as this device last saw them, for whoever has to show one without a network. */
export type Sight = {
  account: Address;
  licences: readonly LicenceRecord[];
  /** The block that they were read at. */
  block: BlockRef;
  /** What their works were called, by the works' numbers. */
  titles: Readonly<Record<string, string>>;
};

const sights = createDurableStore<Sight>("licences-seen");

/** The contracts are a part of it: what was read from others says nothing about these. */
function useKeys() {
  const { id, deployment } = useActiveChain();
  const place = `${id}:${deployment.contracts.licences.address.toLowerCase()}:`;
  return { place, keyOf: (account: Address) => `${place}${account.toLowerCase()}` };
}

/** Keeps what was just read, in place of what was kept before. */
export function useKeepSight(account: Address | undefined, asked: AskedChain<LicenceRecord[]>): void {
  const { keyOf } = useKeys();
  const key = account && keyOf(account);
  const licences = foundOf(asked);
  const block = asked.data?.status === "found" ? asked.data.block : undefined;
  useEffect(() => {
    if (!account || !key || !licences || !block) return;
    void sights.update(key, (before) => ({ account, licences, block, titles: before?.titles ?? {} }));
  }, [account, key, licences, block]);
}

/** Keeps what a work is called, beside the licences of an account. */
export function useKeepTitle(account: Address | undefined, work: bigint, title: string | undefined): void {
  const { keyOf } = useKeys();
  const key = account && keyOf(account);
  useEffect(() => {
    if (!key || title === undefined) return;
    void sights.update(key, (sight) => sight && { ...sight, titles: { ...sight.titles, [work.toString()]: title } });
  }, [key, work, title]);
}

/** What this device last saw: of an account, or of all that were looked at here. */
export function useSights(account: Address | undefined): readonly Sight[] {
  const { place } = useKeys();
  const { data } = useQuery({
    queryKey: ["licences-seen", place],
    queryFn: async () => {
      const keys = (await sights.keys()).filter((key) => key.startsWith(place));
      const found = await Promise.all(keys.map((key) => sights.get(key)));
      return found.filter((sight) => sight !== undefined);
    },
    staleTime: 0,
  });
  const all = data ?? [];
  return account ? all.filter((sight) => isSameAddress(sight.account, account)) : all;
}
