import { readGrants } from "@colophon/sdk";
import { useFinding } from "../chain/useFinding.ts";

/** The licences in force that a work's controller granted. */
export function useGrants(work: bigint) {
  return useFinding({ key: ["grants", work.toString()], read: (context) => readGrants(context, { work }) });
}
