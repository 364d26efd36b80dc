import { categories, formatId } from "@colophon/sdk";
import { worksAbi } from "@colophon/sdk/abi";
import { type At, type IndexedWork, routes } from "@colophon/sdk/index-api";
import {
  type Finding,
  type OfferRecord,
  readControllers,
  readWorks,
  type WorkList,
  type WorkSummary,
} from "@colophon/sdk/read";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import type { Address } from "viem";
import { foundOf } from "../../flow/Read.tsx";
import { useLate } from "../../lib/browser.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { wordFor } from "../../lib/format.ts";
import { deedVerdict } from "../../lib/terms.ts";
import { useFinding, useReadContext } from "../../lib/useFinding.ts";
import { useIndexList } from "../../lib/useIndex.ts";

const pageSize = 30;

/** Works a page at a time, the latest first, as the chain itself lists them; nothing is asked while another list stands. */
export function useWorks(enabled: boolean) {
  const context = useReadContext();
  const { chainId } = context.deployment;
  const pages = useInfiniteQuery({
    queryKey: ["chain", chainId, "works"],
    enabled,
    queryFn: ({ pageParam }): Promise<Finding<WorkList>> =>
      readWorks(context, { limit: pageSize, ...(pageParam ? { before: pageParam } : {}) }),
    initialPageParam: undefined as WorkList["next"],
    getNextPageParam: (last) => (last.status === "found" ? last.value.next : undefined),
  });
  const items = useMemo(() => {
    // A work registered between two pages must not appear twice.
    const unique = new Map<bigint, WorkSummary>();
    for (const page of pages.data?.pages ?? []) {
      if (page.status === "found") for (const work of page.value.works) unique.set(work.id, work);
    }
    return [...unique.values()];
  }, [pages.data]);
  return { pages, items, last: pages.data?.pages.at(-1) };
}

/** How many works the chain has; undefined until it has said so. */
export function useTotalWorks(): number | undefined {
  const { client, deployment } = useReadContext();
  const { address } = deployment.contracts.works;
  const total = useQuery({
    queryKey: ["chain", deployment.chainId, "total-works"],
    queryFn: () => client.readContract({ address, abi: worksAbi, functionName: "totalWorks" }),
  });
  return total.data === undefined ? undefined : Number(total.data);
}

/** How long the index is waited for before the chain is read instead, in milliseconds. */
const inTime = 3_000;

/**
 * The works that have these words and this category, all of them if there are neither, as an index lists them: from
 * the whole register, and with what they cost. Nothing is asked where the site has no index, or the chain is wanted.
 */
export function useIndexedWorks({ words, category, chainOnly }: WorkFilter) {
  const { index } = useActiveChain();
  const question = { q: words || undefined, category: categories.find(({ id }) => id === category)?.id };
  const list = useIndexList(routes.works, index === undefined || chainOnly ? undefined : question);
  const filtering = Boolean(question.q || question.category);
  const late = useLate(list.pages.isLoading, inTime);
  const failure = list.at ? null : list.pages.error;
  // An index that has not read the descriptions yet knows works by their numbers only.
  const unread = list.items.length > 0 && list.items.every(({ name }) => name === null);
  // The chain cannot be searched: only for its plain list does it help not to wait for the index.
  const usable = index !== undefined && !chainOnly && !failure && (filtering || !(late || unread));
  const check = useChainCheck(list.items, usable ? list.at : undefined);
  const { strangers = 0, far = false } = foundOf(check) ?? {};
  return { ...list, failure, check, strangers, enabled: usable && strangers === 0 && (filtering || !far) };
}

/** What the chain says of a list that an index gave. */
type ChainCheck = {
  /** Works registered since the block that the index has read, the latest first. */
  newer: WorkSummary[];
  /** Whether there are more of those than one page: the index is too far behind to list what is new. */
  far: boolean;
  /** How many of the listed works the chain does not know. */
  strangers: number;
};

/** Asks the chain behind a list of the index: whether it knows these works, and what was registered since. */
function useChainCheck(works: readonly IndexedWork[], at: At | undefined) {
  const { id: chain } = useActiveChain();
  // What is registered stays so: of a list that grows, only what has come is asked for.
  const confirmed = useRef(new Set<string>());
  const keyOf = (id: string) => `${chain}:${id}`;
  return useFinding<ChainCheck>(
    at && {
      key: ["works", at.block, works.map(({ id }) => id).join()],
      read: async (context) => {
        const open = works.filter(({ id }) => !confirmed.current.has(keyOf(id)));
        const [newer, known] = await Promise.all([
          readWorks(context, { limit: pageSize, after: at.block }),
          readControllers(
            context,
            open.map(({ id }) => BigInt(id)),
          ),
        ]);
        if (newer.status !== "found") return newer;
        if (known.status !== "found") return known;
        const missing = open.filter(({ id }) => !known.value.has(BigInt(id)));
        for (const work of open) if (!missing.includes(work)) confirmed.current.add(keyOf(work.id));
        // What the index has read of later blocks than this node, the node need not know yet.
        const strangers = missing.filter(({ registeredAt }) => registeredAt.block <= known.block.number).length;
        const { works: since, next } = newer.value;
        return { status: "found", value: { newer: since, far: next !== undefined, strangers }, block: known.block };
      },
    },
    { keep: true },
  );
}

export type IndexedWorksFound = ReturnType<typeof useIndexedWorks>;

export type WorkFilter = {
  words: string;
  category: string;
  /** Whether the list is read from the chain although there is an index. */
  chainOnly: boolean;
};

/** Without accents and case, so that "ångström" is found by "angstrom". */
function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function textOf(work: WorkSummary): string {
  const label = categories.find((category) => category.id === work.category)?.label ?? "";
  const parts = [label, formatId(work.id, "work"), work.id.toString(), work.claimant];
  if (work.metadata.status === "found") {
    const { name, description, credits, identifiers = [] } = work.metadata.value;
    parts.push(name, description, ...credits.map((credit) => credit.name), ...identifiers.map(({ value }) => value));
  }
  return plain(parts.join("\n"));
}

/** The works that have every one of the words, in any order, and the category if one is chosen. */
export function filterWorks(
  works: readonly WorkSummary[],
  { words, category }: Pick<WorkFilter, "words" | "category">,
): WorkSummary[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  return works.filter((work) => {
    if (category && work.category !== category) return false;
    if (wanted.length === 0) return true;
    const text = textOf(work);
    return wanted.every((word) => text.includes(word));
  });
}

const canBeBought = ({ state, terms }: OfferRecord) => state === "open" && deedVerdict(terms).status !== "refused";

/** That licences cost nothing, of the offers that can be bought now; undefined where each has a price. */
export function freeInWords(offers: readonly OfferRecord[]): string | undefined {
  const open = offers.filter(canBeBought);
  const free = open.filter(({ offer }) => offer.price === 0n).length;
  if (free === 0) return undefined;
  if (free < open.length) return "Some licences free of charge";
  return wordFor(free, "A licence free of charge", "Licences free of charge");
}

/** The lowest price in each currency among the offers that can be bought now and whose deed is not refused. */
export function cheapestOffers(offers: readonly OfferRecord[]): { currency: Address; price: bigint }[] {
  const lowest = new Map<Address, bigint>();
  for (const record of offers.filter(canBeBought)) {
    const { currency, price } = record.offer;
    const before = lowest.get(currency);
    if (before === undefined || price < before) lowest.set(currency, price);
  }
  return [...lowest].map(([currency, price]) => ({ currency, price }));
}
