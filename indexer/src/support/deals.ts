import type { Hex } from "viem";
import { createPassing } from "./createPassing.ts";

export type Deal = {
  work: Hex;
  kind: "sale" | "renewal" | "report";
  /** Of the licence. */
  terms: Hex;
  /** Of the work, if that is known. */
  category?: number | undefined;
  /** The next payment that names the licence is for it, and no later one is. */
  due: boolean;
};

/** What licensees were last asked to pay for, by licence: between a sale and its payment no other can come. */
export const deals = createPassing<Deal>();
