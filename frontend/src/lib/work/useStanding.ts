import { readStanding } from "@colophon/sdk";
import { useFinding } from "../chain/useFinding.ts";

/** How a work stands against other claims to the same files. */
export function useStanding(id: bigint | undefined) {
  return useFinding({
    key: ["standing", id?.toString()],
    enabled: id !== undefined,
    read: (context) => readStanding(context, id ?? 0n),
  });
}
