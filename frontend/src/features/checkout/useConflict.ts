import { type Conflicts, readConflict } from "@colophon/sdk";
import { useFinding } from "../../lib/chain/useFinding.ts";
import type { CheckoutRecord } from "./CheckoutRecord.ts";

/** Licences in force that the contract would refuse to sell over; asked again now and then, as others buy too. */
export function useConflict({ offer, terms }: CheckoutRecord, enabled: boolean) {
  return useFinding<Conflicts>({
    key: ["conflict", offer.work.toString(), offer.parent.toString(), terms.id],
    read: (context) => readConflict(context, { work: offer.work, parent: offer.parent, terms: terms.onchain }),
    enabled,
    keep: true,
  });
}
