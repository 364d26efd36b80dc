import { type Offer, readAncestors, readLicence, type WorkRecord } from "@colophon/sdk";
import { useFinding } from "../chain/useFinding.ts";
import type { PricePart } from "./PricePart.ts";
import { priceParts } from "./priceParts.ts";
import { useShares } from "./useShares.ts";

/** How many works are followed upwards: each costs a question to the node. */
export const mostAncestors = 50;

export type PricePartsFinding =
  | { status: "reading" }
  | {
      status: "found";
      parts: PricePart[];
      /** Whether there are works further up that were not followed. */
      complete: boolean;
    }
  | { status: "unknown"; sentence: string };

/** Who gets which part of what a work is paid, or of the price of an offer of it. */
export function usePriceParts(work: WorkRecord, offer?: Pick<Offer, "parent" | "licensor">): PricePartsFinding {
  const above = offer && offer.parent !== 0n ? offer : undefined;
  const shares = useShares(work);
  const ancestors = useFinding({
    key: ["ancestors", work.id.toString()],
    read: (context) => readAncestors(context, { work: work.id, limit: mostAncestors }),
  });
  const parent = useFinding({
    key: ["licence", above?.parent.toString()],
    read: (context) => readLicence(context, above?.parent ?? 0n),
    enabled: above !== undefined,
  });
  if (shares.isPending || ancestors.isPending || (above && parent.isPending)) return { status: "reading" };
  if (shares.data?.status !== "found") return { status: "unknown", sentence: shares.data?.sentence ?? "" };
  if (ancestors.data?.status !== "found") return { status: "unknown", sentence: problemOf(ancestors.data) };
  if (above && parent.data?.status !== "found") return { status: "unknown", sentence: problemOf(parent.data) };
  const licence = above && parent.data?.status === "found" ? parent.data.value : undefined;
  const parts = priceParts({
    work: work.id,
    shares: shares.data.shares,
    ancestors: ancestors.data.value,
    sublicence: above && licence && { licensor: above.licensor, share: licence.terms.onchain.revenueShare },
  });
  return { status: "found", parts, complete: ancestors.data.value.beyond.length === 0 };
}

function problemOf(data: { status: string; problem?: { sentence: string } } | undefined): string {
  return data?.problem?.sentence ?? "The chain does not say.";
}
