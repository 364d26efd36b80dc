import { forever, type Offer, unlimitedSupply } from "@colophon/sdk";
import { formatTime } from "../../../components/formatTime.ts";

/** How many licences are on sale and when, as a sentence. `now` in seconds since 1970. */
export function saleInWords(
  { supply, opens, closes }: Pick<Offer, "supply" | "opens" | "closes">,
  now: number,
): string {
  const count =
    supply === unlimitedSupply
      ? "Any number of licences"
      : supply === 1
        ? "One licence"
        : `Up to ${supply.toLocaleString("en-GB")} licences`;
  const from = opens > now ? `from ${formatTime(opens)}` : "from the moment it is published";
  const until = closes === forever ? "until you close it" : `and before ${formatTime(closes)}`;
  return `${count}, ${from} ${until}.`;
}
