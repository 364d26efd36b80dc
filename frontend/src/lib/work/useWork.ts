import { readWork } from "@colophon/sdk";
import { useFinding } from "../chain/useFinding.ts";

/** A work by its number; nothing is asked while the number is not known. */
export function useWork(id: bigint | undefined) {
  return useFinding({
    key: ["work", id?.toString()],
    enabled: id !== undefined,
    read: (context) => readWork(context, id ?? 0n),
  });
}
