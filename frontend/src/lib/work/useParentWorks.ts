import { readParents } from "@colophon/sdk";
import { useFinding } from "../chain/useFinding.ts";

/** The works that a work is made from, with what each is owed. */
export function useParentWorks(work: bigint) {
  return useFinding({ key: ["parent-works", work.toString()], read: (context) => readParents(context, work) });
}
