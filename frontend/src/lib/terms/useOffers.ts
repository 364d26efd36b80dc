import { readOffers } from "@colophon/sdk";
import { useFinding } from "../chain/useFinding.ts";

/** Every offer that was ever published for a work, sublicences included. */
export function useOffers(work: bigint) {
  return useFinding({ key: ["offers", work.toString()], read: (context) => readOffers(context, work) });
}
