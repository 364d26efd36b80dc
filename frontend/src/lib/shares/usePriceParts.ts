import { type Offer, readLicence, readParents, type WorkRecord } from "@colophon/sdk";
import { useFinding } from "../chain/useFinding.ts";
import type { PricePart } from "./PricePart.ts";
import { priceParts } from "./priceParts.ts";
import { useShares } from "./useShares.ts";

export type PricePartsFinding =
  | { status: "reading" }
  | { status: "found"; parts: PricePart[] }
  | { status: "unknown"; sentence: string };

/** Who gets which part of the price of an offer of a work. */
export function usePriceParts(work: WorkRecord, offer: Pick<Offer, "parent" | "licensor">): PricePartsFinding {
  const shares = useShares(work);
  const upstream = useFinding({
    key: ["parents", work.id.toString()],
    read: (context) => readParents(context, work.id),
  });
  const parent = useFinding({
    key: ["licence", offer.parent.toString()],
    read: (context) => readLicence(context, offer.parent),
    enabled: offer.parent !== 0n,
  });
  if (shares.isPending || upstream.isPending || (offer.parent !== 0n && parent.isPending)) return { status: "reading" };
  if (shares.data?.status !== "found") return { status: "unknown", sentence: shares.data?.sentence ?? "" };
  if (upstream.data?.status !== "found") return { status: "unknown", sentence: problemOf(upstream.data) };
  if (offer.parent !== 0n && parent.data?.status !== "found") {
    return { status: "unknown", sentence: problemOf(parent.data) };
  }
  const above = parent.data?.status === "found" ? parent.data.value : undefined;
  return {
    status: "found",
    parts: priceParts({
      shares: shares.data.shares,
      upstream: upstream.data.value,
      sublicence: above && { licensor: offer.licensor, share: above.terms.onchain.revenueShare },
    }),
  };
}

function problemOf(data: { status: string; problem?: { sentence: string } } | undefined): string {
  return data?.problem?.sentence ?? "The chain does not say.";
}
