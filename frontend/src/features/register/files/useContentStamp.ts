import { type Opening, readStamp, stampedOf } from "@colophon/sdk";
import { useFinding } from "../../../lib/chain/useFinding.ts";

/** When what an opening opens was stamped, as the chain says. */
export function useContentStamp(opening: Opening | undefined) {
  const stamped = opening && stampedOf(opening);
  return useFinding({
    key: ["stamp", stamped],
    read: (context) => readStamp(context, stamped ?? "0x"),
    enabled: stamped !== undefined,
  });
}
