import { ColophonError, endingAfter, FormatError } from "@colophon/sdk";
import { checkName, nameAddressOf, readEnsName, type SignedName } from "@colophon/sdk/read";
import { useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import { useActiveChain } from "../../lib/chain.ts";
import type { ChainClient } from "../../lib/chainClient.ts";
import { clock } from "../../lib/clock.ts";
import { createDurableStore } from "../../lib/storage.ts";
import { useChainClient } from "../../lib/useFinding.ts";

/** A domain that was found to be an account's name, as this device keeps it. */
export type KeptName = {
  name: SignedName;
  /** When it was checked, in seconds since 1970 by this device's clock. */
  checkedAt: number;
  /** Whether this browser asked the site itself, or the person brought what it serves. */
  how: "asked" | "brought";
};

/** Names that were checked on this device, by the account in lower case. They are as old as their check. */
const keptNames = createDurableStore<KeptName>("names");

/** The name of an account that was last checked on this device; null if none was. */
export function useKeptName(account: Address) {
  return useQuery({
    queryKey: ["site-name", account],
    queryFn: async () => (await keptNames.get(account.toLowerCase())) ?? null,
    staleTime: 0,
  });
}

/** The primary name of an account in ENS, where the active chain has it; null if there is none or it cannot be asked. */
export function useEnsName(account: Address) {
  const client = useChainClient();
  const { id } = useActiveChain();
  return useQuery({
    queryKey: ["chain", id, "ens-name", account],
    queryFn: async () => (await readEnsName(client, { account, chainId: id })) ?? null,
    retry: false,
  });
}

/** The most that is read of what a site serves, in bytes. */
const most = 65_536;

/** For how long a site is waited for, in milliseconds. */
const patience = 15_000;

/** What a domain serves about its accounts. Nothing of the person goes along, and no other address is followed. */
async function askSite(domain: string): Promise<string> {
  const answer = await fetch(nameAddressOf(domain), {
    redirect: "error",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: "no-store",
    signal: endingAfter(patience),
  });
  if (!answer.ok) throw new ColophonError(`${domain} answered ${answer.status}: it serves no such file.`);
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let size = 0; reader; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw new ColophonError(`What ${domain} serves is larger than such a file can be.`);
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
}

export type NameAnswer =
  | { status: "proven"; kept: KeptName }
  | { status: "not proven" | "unknown"; sentence: string }
  /** The browser did not let the site be asked, or it did not answer: the person can bring what it serves. */
  | { status: "unreachable" };

type CheckSiteParameters = {
  client: ChainClient;
  chainId: number;
  account: Address;
  domain: string;
  /** What the site serves, as the person brings it; without it the site is asked. */
  brought?: string | undefined;
};

/** Whether a domain and an account name each other. What is found is kept on this device, or forgotten if it is no more. */
export async function checkSite({
  client,
  chainId,
  account,
  domain,
  brought,
}: CheckSiteParameters): Promise<NameAnswer> {
  let served = brought;
  if (served === undefined) {
    try {
      served = await askSite(domain);
    } catch (error) {
      if (error instanceof ColophonError) return { status: "not proven", sentence: error.shortMessage };
      return { status: "unreachable" };
    }
  }
  try {
    const found = await checkName(client, { domain, account, chainId, served });
    const key = account.toLowerCase();
    if (found.status === "proven") {
      const how = brought === undefined ? "asked" : "brought";
      const kept: KeptName = { name: found.name, checkedAt: clock.now(), how };
      await keptNames.set(key, kept);
      return { status: "proven", kept };
    }
    if (found.status === "not proven" && (await keptNames.get(key))?.name.domain === domain)
      await keptNames.delete(key);
    return found;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { status: "not proven", sentence: `${domain} serves something else there. ${error.shortMessage}` };
  }
}
