import * as v from "valibot";
import { IndexError } from "./IndexError.ts";
import { useIndex } from "./useIndex.ts";

const Health = v.object({ sentence: v.string(), diverged: v.optional(v.boolean(), false) });

/** What the index itself says is wrong with it, in a sentence: that it is behind, or off the chain. Nothing if it is well. */
export function useIndexTrouble(): string | undefined {
  const { data, error } = useIndex({ path: "/v1/health", schema: Health });
  if (error instanceof IndexError && error.problem === "starting") return error.message;
  return data?.diverged ? data.sentence : undefined;
}
