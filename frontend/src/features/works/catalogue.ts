import { categories, formatId } from "@colophon/sdk";
import { worksAbi } from "@colophon/sdk/abi";
import { routes } from "@colophon/sdk/index-api";
import { type Finding, type OfferRecord, readWorks, type WorkList, type WorkSummary } from "@colophon/sdk/read";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Address } from "viem";
import { useActiveChain } from "../../lib/chain.ts";
import { wordFor } from "../../lib/format.ts";
import { deedVerdict } from "../../lib/terms.ts";
import { useReadContext } from "../../lib/useFinding.ts";
import { useIndexList } from "../../lib/useIndex.ts";

const pageSize = 30;

/** The register, the latest work first, a page at a time. */
export function useWorks() {
  const context = useReadContext();
  const { chainId, contracts } = context.deployment;
  const pages = useInfiniteQuery({
    queryKey: ["chain", chainId, "works"],
    queryFn: ({ pageParam }): Promise<Finding<WorkList>> =>
      readWorks(context, { limit: pageSize, ...(pageParam ? { before: pageParam } : {}) }),
    initialPageParam: undefined as WorkList["next"],
    getNextPageParam: (last) => (last.status === "found" ? last.value.next : undefined),
  });
  const total = useQuery({
    queryKey: ["chain", chainId, "total-works"],
    queryFn: () =>
      context.client.readContract({ address: contracts.works.address, abi: worksAbi, functionName: "totalWorks" }),
  });
  const items = useMemo(() => {
    // A work registered between two pages must not appear twice.
    const unique = new Map<bigint, WorkSummary>();
    for (const page of pages.data?.pages ?? []) {
      if (page.status === "found") for (const work of page.value.works) unique.set(work.id, work);
    }
    return [...unique.values()];
  }, [pages.data]);
  const last = pages.data?.pages.at(-1);
  return { pages, items, last, total: total.data === undefined ? undefined : Number(total.data) };
}

/** The works of the whole register that have these words and this category, if there is an index to ask. */
export function useIndexedWorks({ words, category }: WorkFilter) {
  const { index } = useActiveChain();
  const question = { q: words || undefined, category: categories.find(({ id }) => id === category)?.id };
  const asked = index !== undefined && Boolean(question.q || question.category);
  const list = useIndexList(routes.works, asked ? question : undefined);
  return { ...list, enabled: index !== undefined };
}

export type IndexedWorksFound = ReturnType<typeof useIndexedWorks>;

export type WorkFilter = { words: string; category: string };

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
export function filterWorks(works: readonly WorkSummary[], { words, category }: WorkFilter): WorkSummary[] {
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
